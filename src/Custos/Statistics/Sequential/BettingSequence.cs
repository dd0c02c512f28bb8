using Custos.Records;

namespace Custos.Statistics.Sequential;

/// <summary>Between which values does the mean of a bounded quantity lie, looking after every observation?</summary>
/// <remarks>For each candidate mean a gambler bets that it is wrong, upwards and downwards with half the purse each; a candidate
/// that made somebody 1/α times richer is out for good. Nothing is assumed but the bounds and a mean that does not move: the
/// spread is learnt, which makes it tighter than Hoeffding's as soon as the values are not spread to the ends.
/// Source: Waudby-Smith and Ramdas 2023, "Estimating means of bounded random variables by betting", the hedged capital process with
/// empirical-Bernstein bets truncated at one half. The candidates are a grid, and the interval is rounded outwards to it.
/// State and cost an observation: O(resolution). Not thread-safe.</remarks>
public sealed class BettingSequence
{
    private readonly double _lowest;
    private readonly double _width;
    private readonly double _alpha;
    private readonly double[] _logUp;
    private readonly double[] _logDown;
    private readonly double _threshold;
    private int _first;
    private int _last;
    private long _n;
    private double _sum;
    private double _squares;

    /// <param name="lowest">The least value an observation can take.</param>
    /// <param name="highest">The greatest.</param>
    /// <param name="alpha">The chance of ever missing the mean, in (0, 1).</param>
    /// <param name="resolution">How many steps the grid has between the bounds, at least 2.</param>
    public BettingSequence(double lowest = 0, double highest = 1, double alpha = 0.05, int resolution = 1000)
    {
        Require.Finite(lowest, nameof(lowest));
        Require.Finite(highest, nameof(highest));
        if (highest <= lowest) throw new ArgumentException("The highest value must be above the lowest.", nameof(highest));
        Require.Inside01(alpha, nameof(alpha));
        ArgumentOutOfRangeException.ThrowIfLessThan(resolution, 2);
        (_lowest, _width, _alpha) = (lowest, highest - lowest, alpha);
        _threshold = Math.Log(2 / alpha);
        _logUp = new double[resolution + 1];
        _logDown = new double[resolution + 1];
        _last = resolution;
    }

    /// <summary>The mean so far with the interval that all looks so far leave; null before the first observation.</summary>
    public Estimate? Current
    {
        get
        {
            if (_n == 0) return null;
            var steps = _logUp.Length - 1;
            var interval = new Interval(At(Math.Max(0, _first - 1) / (double)steps), At(Math.Min(steps, _last + 1) / (double)steps), 1 - _alpha);
            return new Estimate(At(_sum / _n), interval, _n);
        }
    }

    /// <summary>True when every candidate was ruled out: the observations cannot all have one mean.</summary>
    public bool RulesOutEveryMean => _first > _last;

    /// <summary>Takes in one observation.</summary>
    /// <exception cref="ArgumentException">It lies outside the bounds.</exception>
    public void Observe(double value)
    {
        var x = (value - _lowest) / _width;
        if (!(x is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(value), value, "The observation lies outside the bounds given.");
        // The bet is laid before the observation is seen.
        var variance = (0.25 + _squares) / (_n + 1);
        var bet = Math.Sqrt(2 * _threshold / (variance * (_n + 1) * Math.Log(_n + 2)));
        var steps = _logUp.Length - 1;
        for (var i = _first; i <= _last; i++)
        {
            var candidate = i / (double)steps;
            _logUp[i] += double.LogP1(Math.Min(bet, 0.5 / candidate) * (x - candidate));
            _logDown[i] += double.LogP1(-Math.Min(bet, 0.5 / (1 - candidate)) * (x - candidate));
        }

        // Capital falls with the candidate on the way up and rises on the way down, so what is left is one stretch.
        while (_first <= _last && _logUp[_first] >= _threshold) _first++;
        while (_last >= _first && _logDown[_last] >= _threshold) _last--;
        _n++;
        _sum += x;
        var mean = (0.5 + _sum) / (_n + 1);
        _squares += (x - mean) * (x - mean);
    }

    private double At(double share) => _lowest + share * _width;
}
