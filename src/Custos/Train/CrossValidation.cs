using System.Collections.Immutable;
using Custos.Records;

namespace Custos.Train;

/// <summary>How much do the figures move when other groups are held out?</summary>
/// <param name="Folds">One entry per fold of the training groups, in order.</param>
/// <param name="Auroc">Mean and spread over the folds that hold both classes; null when fewer than two do.</param>
/// <param name="Auprc">Likewise.</param>
public sealed record CrossValidation(ImmutableArray<FoldScore> Folds, Spread? Auroc, Spread? Auprc);

/// <summary>How well does a model that never saw this fold's groups do on them?</summary>
/// <param name="Known">The fold's rows with a known label.</param>
/// <param name="Positives">The positives among them.</param>
/// <param name="Auroc">Null when the fold lacks a class.</param>
/// <param name="Auprc">Null when the fold lacks a class.</param>
public sealed record FoldScore(long Known, long Positives, double? Auroc, double? Auprc);

/// <summary>Where do several values lie, and how far apart?</summary>
/// <param name="Mean">Their mean.</param>
/// <param name="StandardDeviation">Their sample standard deviation (n − 1).</param>
/// <param name="N">How many there are, at least 2.</param>
public sealed record Spread(double Mean, double StandardDeviation, int N);

/// <summary>How good is a model that learned from this share of the training groups?</summary>
/// <param name="Share">The share of training groups, in (0, 1].</param>
/// <param name="Rows">The rows it learned from that have a known label.</param>
/// <param name="Positives">The positives among them.</param>
/// <param name="Auroc">On the held-out rows; null when that share lacks a class to learn from.</param>
/// <param name="Auprc">Likewise.</param>
public sealed record LearningPoint(double Share, long Rows, long Positives, Estimate? Auroc, Estimate? Auprc);

/// <summary>How do raw scores become probabilities, and why in that way?</summary>
/// <param name="Method"><c>platt</c>, <c>isotonic</c>, or <c>model</c> where neither could be fitted.</param>
/// <param name="PlattLogLoss">Cross-fitted log loss over the folds, in nats; null when it could not be measured.</param>
/// <param name="IsotonicLogLoss">Likewise.</param>
/// <param name="Positives">The positive out-of-fold scores it was fitted on.</param>
/// <param name="Because">Why this method, as a sentence.</param>
public sealed record CalibrationReport(string Method, double? PlattLogLoss, double? IsotonicLogLoss, long Positives, string Because);
