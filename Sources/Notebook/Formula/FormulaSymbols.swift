extension FormulaSymbol {
  /// The symbol that a command such as `\alpha` stands for.
  static func named(_ command: String) -> FormulaSymbol? { table[command] }

  /// The symbol that a character of the source stands for.
  static func character(_ character: Character) -> FormulaSymbol {
    switch character {
    case "+", "*": FormulaSymbol(String(character), .binary)
    case "-", "−": FormulaSymbol("−", ascii: "-", .binary)
    case "=", "<", ">", ":": FormulaSymbol(String(character), .relation)
    case "(", "[": FormulaSymbol(String(character), .opening)
    case ")", "]", "!": FormulaSymbol(String(character), .closing)
    case "/": FormulaSymbol("/", .prefix)
    case ",", ";": FormulaSymbol(String(character), .punctuation)
    default: FormulaSymbol(String(character))
    }
  }

  private static let table: [String: FormulaSymbol] = {
    var table: [String: FormulaSymbol] = [:]
    for (name, glyph) in greek { table[name] = FormulaSymbol(glyph, ascii: asciiLetter(name)) }
    for (name, glyph, ascii) in ordinary { table[name] = FormulaSymbol(glyph, ascii: ascii) }
    for (name, glyph, ascii) in binary { table[name] = FormulaSymbol(glyph, ascii: ascii, .binary) }
    for (name, glyph, ascii) in relations {
      table[name] = FormulaSymbol(glyph, ascii: ascii, .relation)
    }
    for (name, glyph, ascii) in large {
      table[name] = FormulaSymbol(glyph, ascii: ascii, .function, hasLimits: ascii != "int")
    }
    for name in functions { table[name] = FormulaSymbol(name, .function) }
    for name in functionsWithLimits {
      table[name] = FormulaSymbol(name, .function, hasLimits: true)
    }
    for (name, glyph, ascii) in opening {
      table[name] = FormulaSymbol(glyph, ascii: ascii, .opening)
    }
    for (name, glyph, ascii) in closing {
      table[name] = FormulaSymbol(glyph, ascii: ascii, .closing)
    }
    return table
  }()

  /// `varepsilon` reads as `epsilon` where there is but one.
  private static func asciiLetter(_ name: String) -> String {
    name.hasPrefix("var") ? String(name.dropFirst(3)) : name
  }

  private static let greek: KeyValuePairs = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ",
    "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "varrho": "ϱ",
    "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ",
    "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ",
    "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ",
    "Omega": "Ω",
  ]

  private static let ordinary = [
    ("ell", "ℓ", "l"), ("infty", "∞", "inf"), ("partial", "∂", "d"), ("nabla", "∇", "grad"),
    ("top", "⊤", "T"), ("bot", "⊥", "_|_"), ("hbar", "ℏ", "h"), ("emptyset", "∅", "{}"),
    ("varnothing", "∅", "{}"), ("forall", "∀", "for all "), ("exists", "∃", "exists "),
    ("neg", "¬", "not "), ("dots", "…", "..."), ("ldots", "…", "..."), ("cdots", "⋯", "..."),
    ("vdots", "⋮", ":"), ("ddots", "⋱", "..."), ("prime", "′", "'"), ("dagger", "†", "+"),
    ("bullet", "•", "."), ("angle", "∠", "angle"), ("Re", "Re", "Re"), ("Im", "Im", "Im"),
    ("aleph", "ℵ", "aleph"), ("degree", "°", "deg"), ("checkmark", "✓", "ok"), ("|", "‖", "||"),
    ("Vert", "‖", "||"), ("vert", "|", "|"), ("%", "%", "%"), ("$", "$", "$"), ("#", "#", "#"),
    ("&", "&", "&"), ("_", "_", "_"), ("backslash", "\\", "\\"), ("square", "□", "[]"),
    ("imath", "ı", "i"), ("jmath", "ȷ", "j"),
  ]

  private static let binary = [
    ("cdot", "·", "."), ("times", "×", "x"), ("pm", "±", "+-"), ("mp", "∓", "-+"),
    ("div", "÷", "/"), ("circ", "∘", "o"), ("ast", "*", "*"), ("star", "⋆", "*"),
    ("odot", "⊙", "(.)"), ("oplus", "⊕", "(+)"), ("ominus", "⊖", "(-)"), ("otimes", "⊗", "(x)"),
    ("cup", "∪", "or"), ("cap", "∩", "and"), ("setminus", "∖", "\\"), ("land", "∧", "and"),
    ("lor", "∨", "or"), ("wedge", "∧", "and"), ("vee", "∨", "or"), ("bmod", "mod", "mod"),
  ]

  private static let relations = [
    ("le", "≤", "<="), ("leq", "≤", "<="), ("ge", "≥", ">="), ("geq", "≥", ">="),
    ("ne", "≠", "!="), ("neq", "≠", "!="), ("ll", "≪", "<<"), ("gg", "≫", ">>"),
    ("approx", "≈", "~="), ("sim", "∼", "~"), ("simeq", "≃", "~="), ("cong", "≅", "~="),
    ("equiv", "≡", "=="), ("propto", "∝", "~"), ("in", "∈", "in"), ("notin", "∉", "not in"),
    ("ni", "∋", "contains"), ("subset", "⊂", "subset of"), ("subseteq", "⊆", "subset of"),
    ("supset", "⊃", "contains"), ("supseteq", "⊇", "contains"), ("mid", "|", "|"),
    ("parallel", "∥", "||"), ("perp", "⊥", "_|_"), ("to", "→", "->"), ("rightarrow", "→", "->"),
    ("leftarrow", "←", "<-"), ("gets", "←", "<-"), ("leftrightarrow", "↔", "<->"),
    ("Rightarrow", "⇒", "=>"), ("implies", "⇒", "=>"), ("Leftarrow", "⇐", "<="),
    ("Leftrightarrow", "⇔", "<=>"), ("iff", "⇔", "<=>"), ("mapsto", "↦", "|->"),
    ("longrightarrow", "→", "->"), ("prec", "≺", "<"), ("succ", "≻", ">"),
    ("preceq", "⪯", "<="), ("succeq", "⪰", ">="), ("lesssim", "≲", "<~"), ("gtrsim", "≳", ">~"),
    ("coloneqq", "≔", ":="), ("triangleq", "≜", ":="), ("models", "⊨", "|="),
    ("vdash", "⊢", "|-"), ("colon", ":", ":"),
  ]

  private static let large = [
    ("sum", "∑", "sum"), ("prod", "∏", "prod"), ("coprod", "∐", "coprod"), ("int", "∫", "int"),
    ("iint", "∬", "int"), ("oint", "∮", "int"), ("bigcup", "⋃", "union"),
    ("bigcap", "⋂", "intersection"), ("bigoplus", "⨁", "(+)"), ("bigotimes", "⨂", "(x)"),
    ("bigwedge", "⋀", "and"), ("bigvee", "⋁", "or"),
  ]

  private static let functions = [
    "log", "ln", "lg", "exp", "sin", "cos", "tan", "sinh", "cosh", "tanh", "arcsin", "arccos",
    "arctan", "arg", "dim", "ker", "deg", "hom", "sec", "csc", "cot",
  ]

  private static let functionsWithLimits = [
    "max", "min", "sup", "inf", "lim", "limsup", "liminf", "det", "gcd", "Pr", "argmax", "argmin",
  ]

  private static let opening = [
    ("{", "{", "{"), ("lbrace", "{", "{"), ("lbrack", "[", "["), ("langle", "⟨", "<"),
    ("lfloor", "⌊", "floor("), ("lceil", "⌈", "ceil("), ("lvert", "|", "|"), ("lVert", "‖", "||"),
  ]

  private static let closing = [
    ("}", "}", "}"), ("rbrace", "}", "}"), ("rbrack", "]", "]"), ("rangle", "⟩", ">"),
    ("rfloor", "⌋", ")"), ("rceil", "⌉", ")"), ("rvert", "|", "|"), ("rVert", "‖", "||"),
  ]
}
