namespace Custos.Statistics.Scaling;

/// <summary>What loss does a model of N parameters reach after D tokens? L = E + A / N^α + B / D^β.</summary>
/// <param name="A">Weight of the model's size, above 0.</param>
/// <param name="B">Weight of the data, above 0.</param>
/// <param name="E">The loss that no size and no data can beat, at least 0.</param>
/// <param name="Alpha">Power of the size, above 0.</param>
/// <param name="Beta">Power of the data, above 0.</param>
/// <remarks>Source: Hoffmann et al. 2022, section 3.3.</remarks>
public sealed record ScalingLaw(double A, double B, double E, double Alpha, double Beta)
{
    /// <summary>The loss of a model of <paramref name="parameters"/> after <paramref name="tokens"/>.</summary>
    public double LossAt(double parameters, double tokens)
    {
        Require.Positive(parameters, nameof(parameters));
        Require.Positive(tokens, nameof(tokens));
        return E + A * Math.Pow(parameters, -Alpha) + B * Math.Pow(tokens, -Beta);
    }

    /// <summary>The size and the data that reach the lowest loss for a budget of computation, taken as 6 N D operations.</summary>
    public ComputeOptimum OptimumFor(double operations)
    {
        Require.Positive(operations, nameof(operations));
        Require.Positive(A, nameof(A));
        Require.Positive(B, nameof(B));
        Require.Positive(Alpha, nameof(Alpha));
        Require.Positive(Beta, nameof(Beta));
        var balance = Math.Log(Alpha * A / (Beta * B)) / (Alpha + Beta);
        var logBudget = Math.Log(operations / 6);
        var parameters = Math.Exp(balance + Beta / (Alpha + Beta) * logBudget);
        var tokens = Math.Exp(-balance + Alpha / (Alpha + Beta) * logBudget);
        return new ComputeOptimum(parameters, tokens, tokens / parameters, LossAt(parameters, tokens));
    }
}

/// <summary>How best to spend a budget of computation.</summary>
public sealed record ComputeOptimum(double Parameters, double Tokens, double TokensPerParameter, double Loss);

/// <summary>How much does a residual cost, when far ones must not decide?</summary>
public static class HuberLoss
{
    /// <summary>r²/2 up to <paramref name="delta"/>, then δ(|r| − δ/2).</summary>
    public static double At(double residual, double delta)
    {
        Require.Positive(delta, nameof(delta));
        Require.Finite(residual, nameof(residual));
        var size = Math.Abs(residual);
        return size <= delta ? 0.5 * residual * residual : delta * (size - 0.5 * delta);
    }
}
