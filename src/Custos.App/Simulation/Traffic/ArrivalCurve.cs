using Custos.Sketches;

namespace Custos.App.Simulation.Traffic;

/// <summary>How many exchanges of one kind are expected up to each moment?</summary>
/// <remarks>
/// A doubly stochastic renewal process (Cox 1955): each window of ten seconds has a rate of its own, gamma distributed around the curve of the
/// day and the week, and within it gaps are gamma distributed. Times are seconds from the beginning. Memory: 8 bytes a window.
/// </remarks>
internal sealed class ArrivalCurve
{
    /// <summary>The length of a window, in seconds: over it the traces' burstiness was measured.</summary>
    public const double WindowSeconds = 10;

    private const int SecondsPerHour = 3_600;
    private const int SecondsPerDay = 86_400;
    private const double Swing = 0.6;
    private const double BusiestHour = 14;
    private const double WeekendShare = 0.55;

    private readonly double[] _upTo;
    private readonly ArrivalFit _fit;

    public ArrivalCurve(TrafficOptions options, ArrivalFit fit, double exchanges, ulong seed)
    {
        _fit = fit;
        _upTo = new double[(int)(options.Days * SecondsPerDay / WindowSeconds) + 1];
        var random = new TrafficRandom(SeededHash.Of(options.Seed, seed));
        for (var window = 1; window < _upTo.Length; window++)
        {
            var at = options.From.AddSeconds((window - 0.5) * WindowSeconds);
            _upTo[window] = _upTo[window - 1] + (RateAt(at) * random.NextGamma(fit.WindowShape));
        }

        var scale = exchanges / _upTo[^1];
        for (var window = 0; window < _upTo.Length; window++) _upTo[window] *= scale;
    }

    public double Seconds => (_upTo.Length - 1) * WindowSeconds;

    /// <summary>The expected number up to a moment.</summary>
    public double UpTo(double seconds)
    {
        var window = Math.Min(_upTo.Length - 2, (int)(seconds / WindowSeconds));
        return _upTo[window] + ((_upTo[window + 1] - _upTo[window]) * ((seconds / WindowSeconds) - window));
    }

    /// <summary>So many arrivals between two moments, in order.</summary>
    /// <remarks>Gaps that are gamma distributed, given how many there are: divided by their sum.</remarks>
    public double[] Draw(int count, double from, double to, TrafficRandom random)
    {
        var times = new double[count];
        double sum = 0, first = UpTo(from);
        for (var i = 0; i < count; i++) times[i] = sum += random.NextGamma(_fit.GapShape);
        var span = (UpTo(to) - first) / (sum + random.NextGamma(_fit.GapShape));
        var window = (int)(from / WindowSeconds);
        for (var i = 0; i < count; i++)
        {
            var reached = first + (times[i] * span);
            while (window < _upTo.Length - 2 && _upTo[window + 1] < reached) window++;
            var inside = (reached - _upTo[window]) / Math.Max(double.Epsilon, _upTo[window + 1] - _upTo[window]);
            times[i] = Math.Clamp((window + inside) * WindowSeconds, from, to);
        }

        return times;
    }

    // Not fitted: the traces hold one hour of one day.
    private static double RateAt(DateTimeOffset at)
    {
        var hour = at.TimeOfDay.TotalSeconds / SecondsPerHour;
        var day = 1 + (Swing * Math.Cos(2 * Math.PI * (hour - BusiestHour) / 24));
        return at.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? day * WeekendShare : day;
    }
}

/// <summary>How unevenly do arrivals come?</summary>
/// <param name="WindowShape">Of the gamma distribution of the rates of windows: 1 divided by their squared coefficient of variation.</param>
/// <param name="GapShape">Of the gamma distribution of gaps within a window; 1 is a Poisson process.</param>
internal readonly record struct ArrivalFit(double WindowShape, double GapShape);
