namespace Custos.Statistics.Distributions;

/// <summary>Which is the first whole number of which something is true, when it is false before and true after?</summary>
internal static class WholeNumberSearch
{
    private const double MostWhole = 9e15;

    /// <param name="holds">False below the answer, true from it on.</param>
    /// <param name="low">The lowest answer.</param>
    /// <param name="high">The highest answer; returned when <paramref name="holds"/> is nowhere true before it.</param>
    /// <param name="start">Where the answer is likely.</param>
    /// <param name="step">How far from there it is likely.</param>
    /// <remarks>Steps that double, then halving: O(log of the distance) questions.</remarks>
    public static double First(Func<double, bool> holds, double low, double high, double start, double step)
    {
        if (!(Math.Abs(high) <= MostWhole)) throw new ArgumentOutOfRangeException(nameof(high), high, "Beyond 9e15 a double no longer counts one by one.");
        var at = Math.Clamp(Math.Floor(start), low, high);
        var stride = Math.Max(1, Math.Floor(step));
        double no, yes;
        if (at == high || holds(at))
        {
            yes = at;
            no = low - 1;
            for (; yes > low; stride *= 2)
            {
                var next = Math.Max(low, yes - stride);
                if (!holds(next))
                {
                    no = next;
                    break;
                }

                yes = next;
            }
        }
        else
        {
            no = at;
            yes = high;
            for (; no + stride < high; stride *= 2)
            {
                if (holds(no + stride))
                {
                    yes = no + stride;
                    break;
                }

                no += stride;
            }
        }

        while (yes - no > 1)
        {
            var middle = Math.Floor(no + (yes - no) / 2);
            if (holds(middle))
            {
                yes = middle;
            }
            else
            {
                no = middle;
            }
        }

        return yes;
    }
}
