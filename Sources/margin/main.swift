import Lessons
import NotebookUI

print("margin")
