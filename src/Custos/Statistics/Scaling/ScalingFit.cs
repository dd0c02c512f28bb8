using Custos.Records;
using Custos.Statistics.Regression;

namespace Custos.Statistics.Scaling;

/// <summary>One finished training run.</summary>
public readonly record struct TrainingRun(double Parameters, double Tokens, double Loss);

/// <summary>How did the fit of the law end?</summary>
public abstract record ScalingOutcome
{
    private ScalingOutcome()
    {
    }

    /// <summary>The objective has a minimum here; the fit bears its certificate.</summary>
    public sealed record Fitted(ScalingFit Fit) : ScalingOutcome;

    /// <summary>The runs do not settle the law.</summary>
    public sealed record Undetermined(string Reason) : ScalingOutcome;

    /// <summary>The fit, or an exception with the reason where there is none.</summary>
    /// <exception cref="InvalidOperationException">The runs do not settle the law.</exception>
    public ScalingFit Required() => this switch
    {
        Fitted fitted => fitted.Fit,
        Undetermined undetermined => throw new InvalidOperationException(undetermined.Reason),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>Which law do the runs follow?</summary>
/// <param name="Law">The five numbers.</param>
/// <param name="Objective">The summed Huber loss of the log-losses.</param>
/// <param name="LargestSlope">The certificate: the steepest slope of the objective at the end, in any of the centred parameters.</param>
/// <param name="StartsThatAgree">Of the starts that were followed to the end, how many reached this objective: few means a rough landscape.</param>
/// <param name="StartsFollowed">How many were.</param>
/// <param name="ResidualSd">Of the log-losses about the law, on runs less five degrees of freedom; null with five runs.</param>
/// <param name="N">Runs.</param>
public sealed record ScalingFit(ScalingLaw Law, double Objective, double LargestSlope, int StartsThatAgree, int StartsFollowed, double? ResidualSd, long N)
{
    private const int Followed = 24;

    /// <summary>Huber loss of the log-loss with analytic gradient, from many starts.</summary>
    /// <param name="runs">At least five, with at least three sizes and three amounts of data between them.</param>
    /// <param name="delta">Huber's threshold on the log-loss, above 0.</param>
    /// <exception cref="ArgumentException">A number is not finite and above 0, or there are too few runs.</exception>
    /// <remarks>The 4,500 starts of Hoffmann et al. 2022, appendix D.3, are ranked by their objective and the best two dozen, chosen
    /// apart from each other, followed to the end. With a numeric gradient an L-BFGS stops short from most of them; Besiroglu et al. 2024 show what
    /// that does to the published numbers.</remarks>
    public static ScalingOutcome Fit(IReadOnlyList<TrainingRun> runs, double delta = 1e-3)
    {
        Require.Positive(delta, nameof(delta));
        foreach (var run in runs)
        {
            Require.Positive(run.Parameters, nameof(runs));
            Require.Positive(run.Tokens, nameof(runs));
            Require.Positive(run.Loss, nameof(runs));
        }

        if (runs.Count < 5) throw new ArgumentException($"Five numbers cannot be found from {runs.Count} run(s).", nameof(runs));
        if (runs.Select(run => run.Parameters).Distinct().Count() < 3 || runs.Select(run => run.Tokens).Distinct().Count() < 3)
        {
            return new ScalingOutcome.Undetermined("The runs have fewer than three sizes or three amounts of data, so a power and a floor cannot be told apart. Train models of more sizes on more amounts.");
        }

        var problem = new LawProblem(runs, delta);
        var ends = problem.Starts().Take(Followed).Select(start => QuasiNewton.Minimise(problem.Objective, start, 1e-15)).ToArray();
        return problem.Describe(ends);
    }

    /// <summary>The law refitted with the runs drawn anew, from this fit as start: what chance in the choice of runs does to it.</summary>
    /// <returns>One law a resample; resamples that do not settle a law are left out.</returns>
    public static IReadOnlyList<ScalingLaw> Bootstrap(IReadOnlyList<TrainingRun> runs, ScalingFit fit, int resamples = 500, int seed = 0, double delta = 1e-3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        var laws = new ScalingLaw?[resamples];
        Parallel.For(0, resamples, r =>
        {
            var random = new Random(unchecked(seed * 1_000_003 + r));
            TrainingRun[] drawn = [.. Enumerable.Range(0, runs.Count).Select(_ => runs[random.Next(runs.Count)])];
            if (drawn.Select(run => run.Parameters).Distinct().Count() < 3 || drawn.Select(run => run.Tokens).Distinct().Count() < 3) return;
            var problem = new LawProblem(drawn, delta);
            var end = QuasiNewton.Minimise(problem.Objective, problem.PointOf(fit.Law), 1e-9, 500);
            var law = problem.LawAt(end.Point);
            if (law is { Alpha: > 0, Beta: > 0 } && double.IsFinite(law.A) && double.IsFinite(law.B)) laws[r] = law;
        });
        return [.. laws.OfType<ScalingLaw>()];
    }

    /// <summary>The loss of a run that was not yet made, with an interval for what it will be, not for what its mean would be.</summary>
    /// <param name="runs">The runs of this fit.</param>
    /// <param name="laws">Of <see cref="Bootstrap"/>.</param>
    /// <param name="parameters">Of the run to come.</param>
    /// <param name="tokens">Of the run to come.</param>
    /// <param name="confidence">In (0, 1).</param>
    /// <param name="seed">Of the residuals that are added.</param>
    public Estimate Predict(IReadOnlyList<TrainingRun> runs, IReadOnlyList<ScalingLaw> laws, double parameters, double tokens, double confidence = 0.95, int seed = 0)
    {
        Require.Inside01(confidence, nameof(confidence));
        if (laws.Count < 40) throw new ArgumentException($"An interval needs at least 40 resamples; {laws.Count} settled a law.", nameof(laws));
        double[] residuals = [.. runs.Select(run => Math.Log(run.Loss / Law.LossAt(run.Parameters, run.Tokens)))];
        var inflation = Math.Sqrt(residuals.Length / Math.Max(1.0, residuals.Length - 5));
        var random = new Random(seed);
        const int draws = 20;
        double[] losses = [.. laws.SelectMany(law => Enumerable.Range(0, draws).Select(_ =>
            law.LossAt(parameters, tokens) * Math.Exp(inflation * residuals[random.Next(residuals.Length)])))];
        Array.Sort(losses);
        var tail = (1 - confidence) / 2;
        var (lower, upper) = (losses[(int)(tail * losses.Length)], losses[losses.Length - 1 - (int)(tail * losses.Length)]);
        return new Estimate(Law.LossAt(parameters, tokens), new Interval(lower, upper, confidence), N);
    }

    /// <summary>How well does the law foretell the largest size when it has not seen it? The honest test of an extrapolation.</summary>
    /// <returns>Each run of the largest size with what the others foretold; null when the others do not settle a law.</returns>
    public static IReadOnlyList<(TrainingRun Run, Estimate Predicted)>? HoldOutLargest(IReadOnlyList<TrainingRun> runs, int resamples = 300, int seed = 0, double delta = 1e-3, double confidence = 0.95)
    {
        var largest = runs.Max(run => run.Parameters);
        TrainingRun[] smaller = [.. runs.Where(run => run.Parameters < largest)];
        if (smaller.Length < 5 || Fit(smaller, delta) is not ScalingOutcome.Fitted { Fit: var fit }) return null;
        var laws = Bootstrap(smaller, fit, resamples, seed, delta);
        if (laws.Count < 40) return null;
        return [.. runs.Where(run => run.Parameters == largest).Select(run => (run, fit.Predict(smaller, laws, run.Parameters, run.Tokens, confidence, seed)))];
    }
}
