namespace Custos.Statistics.Interpret;

/// <summary>How much did each feature move a prediction away from the average one?</summary>
/// <param name="Base">The prediction expected without knowing any feature.</param>
/// <param name="Contributions">One number per feature, in the unit of the prediction: its Shapley value.</param>
/// <param name="Prediction">The prediction that is explained.</param>
public sealed record Attribution(double Base, IReadOnlyList<double> Contributions, double Prediction)
{
    /// <summary>Base + Σ contributions − prediction: 0 but for rounding, always.</summary>
    public double AdditivityError => Base + Contributions.Sum() - Prediction;
}
