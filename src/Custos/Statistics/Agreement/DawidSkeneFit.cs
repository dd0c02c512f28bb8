namespace Custos.Statistics.Agreement;

/// <summary>How did the estimation of raters' errors end?</summary>
public abstract record DawidSkeneOutcome
{
    private DawidSkeneOutcome()
    {
    }

    /// <summary>The likelihood has stopped rising; the fit bears its certificate.</summary>
    public sealed record Converged(DawidSkeneFit Fit) : DawidSkeneOutcome;

    /// <summary>It still rises; the fit is where it stood, no answer.</summary>
    public sealed record NotConverged(string Reason, DawidSkeneFit Reached) : DawidSkeneOutcome;

    /// <summary>The fit, or an exception with the reason where there is none.</summary>
    /// <exception cref="InvalidOperationException">It did not converge.</exception>
    public DawidSkeneFit Required() => this switch
    {
        Converged converged => converged.Fit,
        NotConverged failed => throw new InvalidOperationException(failed.Reason),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>What is each item probably, how common is each class, and how does each rater err?</summary>
/// <param name="ClassShares">The estimated share of each class among the items.</param>
/// <param name="ErrorRates">Rater × true class × label said. A row is null for a true class of which the rater saw no item.</param>
/// <param name="Posterior">Item × class: the chance of each class, given all labels of the item.</param>
/// <param name="MajorityVote">The label given most often to each item, the lowest of equals.</param>
/// <param name="LogLikelihood">Natural logarithm, without the multinomial coefficients of repeated ratings.</param>
/// <param name="Trace">The log-likelihood after each maximisation; it never falls.</param>
/// <param name="LargestChange">The certificate: the most that any posterior chance moved in the last iteration.</param>
/// <param name="LastGain">The certificate: what the last iteration added to the log-likelihood.</param>
public sealed record DawidSkeneFit(
    IReadOnlyList<double> ClassShares,
    IReadOnlyList<IReadOnlyList<IReadOnlyList<double>?>> ErrorRates,
    IReadOnlyList<IReadOnlyList<double>> Posterior,
    IReadOnlyList<int> MajorityVote,
    double LogLikelihood,
    IReadOnlyList<double> Trace,
    double LargestChange,
    double LastGain)
{
    /// <summary>The most probable class of each item.</summary>
    public IReadOnlyList<int> MostProbable => [.. Posterior.Select(chances => chances.Select((chance, index) => (chance, index)).MaxBy(pair => pair.chance).index)];

    /// <summary>How much does a rater's label say about the class? 0 for one who answers without looking, 1 for one who never errs.</summary>
    /// <remarks>The mean squared distance between the rows of the error rates, scaled to [0, 1]. Source: Raykar and Yu 2012, "Eliminating spammers".
    /// Null when the rater saw items of fewer than two classes.</remarks>
    public double? InformationOf(int rater)
    {
        IReadOnlyList<double>[] rows = [.. ErrorRates[rater].OfType<IReadOnlyList<double>>()];
        if (rows.Length < 2) return null;
        var sum = 0.0;
        for (var a = 0; a < rows.Length; a++)
        {
            for (var b = 0; b < a; b++) sum += rows[a].Zip(rows[b], (x, y) => (x - y) * (x - y)).Sum() / 2;
        }

        return sum / (rows.Length * (rows.Length - 1) / 2.0);
    }
}
