using Custos.Records;
using Custos.Statistics.Calls;

namespace Custos.Statistics.Scaling;

/// <summary>Which questions about scaling laws can be asked by name?</summary>
internal static class ScalingCalls
{
    public static IReadOnlyList<StatisticsCall> All { get; } =
    [
        new("scaling.fit_chinchilla_approach3", Fit),
        new("scaling.huber", inputs => new CallResults
        {
            { "loss", inputs.Numbers("residuals").Select(residual => HuberLoss.At(residual, inputs.NumberOr("delta", 1e-3))) },
        }),
        new("scaling.compute_optimal", inputs =>
        {
            var law = new ScalingLaw(inputs.Number("A"), inputs.Number("B"), inputs.NumberOr("E", 0), inputs.Number("alpha"), inputs.Number("beta"));
            ComputeOptimum[] optima = [.. inputs.Numbers("C").Select(law.OptimumFor)];
            return new CallResults
            {
                { "N_opt", optima.Select(optimum => optimum.Parameters) },
                { "D_opt", optima.Select(optimum => optimum.Tokens) },
                { "tokens_per_parameter", optima.Select(optimum => optimum.TokensPerParameter) },
                { "loss", optima.Select(optimum => optimum.Loss) },
            };
        }),
    ];

    private static CallResults Fit(CallInputs inputs)
    {
        var (n, d, loss) = (inputs.Numbers("N"), inputs.Numbers("D"), inputs.Numbers("loss"));
        if (d.Count != n.Count || loss.Count != n.Count) throw new BadInputException("The lists are not of one length.", "Give N, D and loss for each run.", "inputs.loss");
        var outcome = ScalingFit.Fit([.. n.Select((size, i) => new TrainingRun(size, d[i], loss[i]))], inputs.NumberOr("delta", 1e-3));
        if (outcome is ScalingOutcome.Undetermined undetermined)
        {
            var absent = new CallResults();
            foreach (var name in new[] { "A", "B", "E", "alpha", "beta", "objective" }) absent.Add(name, (double?)null, undetermined.Reason);
            return absent;
        }

        var fit = outcome.Required();
        return new CallResults
        {
            { "A", fit.Law.A },
            { "B", fit.Law.B },
            { "E", fit.Law.E },
            { "alpha", fit.Law.Alpha },
            { "beta", fit.Law.Beta },
            { "objective", fit.Objective },
        };
    }
}
