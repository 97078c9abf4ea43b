public import Margin

/// R@k: the share of queries whose own match is among the k that score highest.
///
/// A candidate that scores as high as the match counts as before it, so that equal scores find nothing.
///
/// - Parameters:
///   - scores: Query n's score of candidate m: [N, M] with M ≥ N; query n's own match is candidate n.
///   - k: How many candidates are looked at.
/// - Returns: Between 0 and 1; NaN where there is no query.
public func recall<Scalar>(_ scores: Tensor<Scalar>, at k: Int) -> Double {
  let queries = scores.shape[0]
  let found = (0..<queries).count { query in
    let row = scores.row(query).scalars
    let own = row[query]
    return row.indices.count { $0 != query && !(row[$0] < own) } < k
  }
  return Double(found) / Double(queries)
}

/// Cosine similarities of the rows of two sets of features: [N, E] and [M, E] give [N, M].
public func cosineSimilarities<Scalar>(
  _ queries: Tensor<Scalar>, _ candidates: Tensor<Scalar>
) -> Tensor<Scalar> {
  matmul(queries.normalized(axis: 1), candidates.normalized(axis: 1).transposed())
}
