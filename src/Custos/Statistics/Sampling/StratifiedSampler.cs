using System.Globalization;
using Custos.Records;
using Custos.Sketches;

namespace Custos.Statistics.Sampling;

/// <summary>Which rows make a stratified sample? One pass; what is kept is bounded by strata × rows asked for, whatever the number of rows.</summary>
/// <typeparam name="T">What is kept of a row.</typeparam>
/// <remarks>Every row's key is a hash of the seed and the row's identity, so the sample depends on nothing else. Not thread-safe.</remarks>
public sealed class StratifiedSampler<T>
{
    /// <summary>The most strata: more are a sign that the column names rows and not classes.</summary>
    public const int MostStrata = 10_000;

    private readonly Allocation _allocation;
    private readonly Quotas _quotas;
    private readonly ulong _seed;
    private readonly SortedDictionary<string, Reservoir<T>> _strata = new(StringComparer.Ordinal);

    /// <param name="allocation">How many rows of each stratum.</param>
    /// <param name="minimum">What each stratum that gives any shall give at least; 0 for no such rule.</param>
    /// <param name="shortage">What happens where a stratum has too few.</param>
    /// <param name="seed">Another seed, another sample.</param>
    /// <exception cref="ArgumentException">A number is below 0, a weight is not finite or below 0, all weights are 0, or a fixed number of each is to be redistributed.</exception>
    public StratifiedSampler(Allocation allocation, int minimum, Shortage shortage, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(allocation);
        ArgumentOutOfRangeException.ThrowIfNegative(minimum);
        ArgumentOutOfRangeException.ThrowIfNegative(allocation.MostOfOne, nameof(allocation));
        if (allocation is Allocation.PerStratum && shortage == Shortage.Redistribute) throw new ArgumentException("A fixed number of each stratum leaves nothing to redistribute.", nameof(shortage));
        _allocation = allocation;
        _quotas = new Quotas(allocation, minimum, shortage);
        _seed = seed;
        if (allocation is not Allocation.Weighted { Weights: var weights }) return;
        Require.Finite(weights.Values.ToArray(), nameof(allocation));
        if (weights.Values.Any(weight => weight < 0) || weights.Values.All(weight => weight == 0)) throw new ArgumentException("Weights must be at least 0, and not all 0.", nameof(allocation));

        // A stratum that is asked for and has no row at all is short too.
        foreach (var (name, _) in weights.Where(weight => weight.Value > 0)) _strata.Add(name, new Reservoir<T>(allocation.MostOfOne));
    }

    /// <summary>Offers a row.</summary>
    /// <param name="stratum">Its class.</param>
    /// <param name="identity">What tells it from others: its number, or the hash of its name.</param>
    /// <param name="row">Its number in the file, which orders the sample.</param>
    /// <param name="priority">Higher ones first; the same for all leaves it to chance.</param>
    /// <param name="make">What is kept of it; called only if it is kept.</param>
    /// <exception cref="BadInputException">There are more strata than <see cref="MostStrata"/>.</exception>
    public void Offer(string stratum, ulong identity, long row, double priority, Func<T> make)
    {
        if (!_strata.TryGetValue(stratum, out var reservoir))
        {
            if (_strata.Count == MostStrata)
            {
                throw new BadInputException(string.Create(CultureInfo.InvariantCulture, $"There are more than {MostStrata:N0} classes."), "Check that the column holds classes, not names or texts.");
            }

            _strata.Add(stratum, reservoir = new Reservoir<T>(_allocation.MostOfOne));
        }

        reservoir.Offer(new RowRank(priority, SeededHash.Of(identity, _seed), row), make);
    }

    /// <summary>The sample, in the order of the rows.</summary>
    /// <exception cref="BadInputException">A stratum has too few rows, and the rule is to fail.</exception>
    public StratifiedSample<T> Draw()
    {
        var names = _strata.Keys.ToList();
        var quotas = _quotas.Of(names, [.. _strata.Values.Select(reservoir => reservoir.Population)]);
        var rows = new List<SampledRow<T>>();
        var strata = new List<SampledStratum>();
        foreach (var ((name, reservoir), quota) in _strata.Zip(quotas))
        {
            rows.AddRange(reservoir.First(quota).Select(kept => new SampledRow<T>(kept.Row, kept.Rank.Row, name, kept.Weight)));
            strata.Add(new SampledStratum(name, reservoir.Population, quota));
        }

        return new StratifiedSample<T>(strata, [.. rows.OrderBy(row => row.Row)]);
    }
}
