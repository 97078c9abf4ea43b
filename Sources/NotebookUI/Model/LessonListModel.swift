import Notebook

/// The list of lessons: what is shown first.
struct LessonListModel: Equatable {
  /// A lesson with the steps of it that have been read.
  struct Row: Equatable {
    var summary: LessonSummary
    var stepsRead: Int
  }

  var rows: [Row] = []
  var cursor = 0
  /// The lesson that was left last, by its slug, and its step, from 0.
  var resume: Resume?

  /// Where the learner was.
  struct Resume: Equatable {
    var slug: String
    var step: Int
  }

  /// The row under the cursor.
  var selected: Row? { rows.indices.contains(cursor) ? rows[cursor] : nil }

  /// The place of the lesson that the resume offer is about.
  var resumeIndex: Int? {
    guard let resume else { return nil }
    return rows.firstIndex { $0.summary.slug == resume.slug }
  }
}
