import Margin

/// Sentences about six pairs of people, in which gender and role are independent by construction.
enum GeneratedWorld {
  /// A man and a woman of one role, with what they do and have.
  struct Role {
    let people: [String]
    let verb: String
    let nouns: [String]
  }

  static let roles: [Role] = [
    Role(people: ["king", "queen"], verb: "rules", nouns: ["castle", "throne", "crown", "realm"]),
    Role(people: ["man", "woman"], verb: "works", nouns: ["office", "street", "garden"]),
    Role(people: ["prince", "princess"], verb: "rides", nouns: ["forest", "horse", "tower"]),
    Role(people: ["uncle", "aunt"], verb: "cooks", nouns: ["kitchen", "soup", "bread", "table"]),
    Role(people: ["brother", "sister"], verb: "plays", nouns: ["yard", "ball", "school"]),
    Role(people: ["actor", "actress"], verb: "performs", nouns: ["theatre", "stage", "play"]),
  ]

  /// Twenty thousand sentences, a line each.
  static func text(using random: inout RandomSource) -> String {
    var text = ""
    for _ in 0..<20_000 {
      let role = roles[random.integer(below: roles.count)]
      let gender = random.integer(below: 2)
      let (P, V) = (role.people[gender], role.verb)
      let N = role.nouns[random.integer(below: role.nouns.count)]
      let (he, his) = gender == 0 ? ("he", "his") : ("she", "her")
      switch random.integer(below: 4) {
      case 0: text += "the \(P) \(V) in the \(N)\n"
      case 1: text += "the \(P) said \(he) \(V) with \(his) \(N)\n"
      case 2: text += "\(he) is the \(P) of the \(N)\n"
      default: text += "the \(P) loves \(his) \(N)\n"
      }
    }
    return text
  }

  /// “b − a + c = d” of every two roles: "man woman king queen".
  static let analogies: [[String]] = roles.flatMap { one in
    roles.filter { $0.verb != one.verb }.map { one.people + $0.people }
  }

  /// The people, men before women.
  static let people = [0, 1].flatMap { gender in roles.map { $0.people[gender] } }
}
