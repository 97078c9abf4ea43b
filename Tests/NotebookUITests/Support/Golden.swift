import Notebook
import TestSupport
import Testing

@testable import NotebookUI

/// Compares a frame with its golden file, `Goldens/NAME.COLUMNSxROWS.LANG.txt`.
func expectGolden(
  _ name: String, _ session: Session, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let size = session.frame.size
  let language = session.model.language.rawValue
  try expectGolden(
    session.frame.text + "\n", "\(name).\(size.width)x\(size.height).\(language)",
    sourceLocation: sourceLocation)
}
