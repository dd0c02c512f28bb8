using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Custos.Statistics;

/// <summary>Can the arguments of a statistic be used at all? Each method throws an <see cref="ArgumentException"/> that names the parameter.</summary>
internal static class Require
{
    private const long MostCounted = 1_000_000_000_000_000;
    private const double LargestSquared = 1e150;

    /// <summary>Is there at least one value, and is each a finite number?</summary>
    public static void Finite(ReadOnlySpan<double> values, string name, int atLeast = 1)
    {
        if (values.Length < atLeast)
        {
            throw new ArgumentException($"At least {atLeast} value(s) are needed; there are {values.Length}.", name);
        }

        if (AllFinite(values)) return;
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new ArgumentException($"Value {i} (counted from 0) is {values[i].ToString(CultureInfo.InvariantCulture)}; every value must be a finite number.", name);
            }
        }
    }

    /// <summary>Is the value a finite number?</summary>
    public static void Finite(double value, string name)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentException($"The value is {value.ToString(CultureInfo.InvariantCulture)}; it must be a finite number.", name);
        }
    }

    /// <summary>Is there at least one value, and does each lie in [0, 1]?</summary>
    public static void Probabilities(ReadOnlySpan<double> values, string name)
    {
        Finite(values, name);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is < 0 or > 1)
            {
                throw new ArgumentException($"Value {i} (counted from 0) is {values[i].ToString(CultureInfo.InvariantCulture)}; a probability lies between 0 and 1.", name);
            }
        }
    }

    /// <summary>Is the value strictly between 0 and 1?</summary>
    public static void Inside01(double value, string name)
    {
        if (!(value is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(name, value, "The value must lie strictly between 0 and 1.");
        }
    }

    /// <summary>Does the value lie between 0 and 1, both included?</summary>
    public static void Within01(double value, string name)
    {
        if (!(value is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(name, value, "The value must lie between 0 and 1.");
        }
    }

    /// <summary>Is the count within what a double counts exactly, and the methods with it?</summary>
    public static void Countable(long count, string name)
    {
        if (count is < 0 or > MostCounted)
        {
            throw new ArgumentOutOfRangeException(name, count, "A count lies between 0 and 1e15.");
        }
    }

    /// <summary>Are the values so near each other that their squared differences fit a double?</summary>
    public static void Squarable(ReadOnlySpan<double> values, string name, int atLeast = 1)
    {
        Finite(values, name, atLeast);
        foreach (var value in values)
        {
            if (Math.Abs(value) > LargestSquared)
            {
                throw new ArgumentException("A value is beyond 1e150, so its square is beyond what a double holds. Rescale the values.", name);
            }
        }
    }

    /// <summary>Is there at least one trial, and are the successes between none and all?</summary>
    public static void Counts(long successes, long trials, string successesName, string trialsName)
    {
        if (trials < 1)
        {
            throw new ArgumentOutOfRangeException(trialsName, trials, "There must be at least one trial; without any, nothing can be told.");
        }

        Countable(trials, trialsName);
        if (successes < 0 || successes > trials)
        {
            throw new ArgumentOutOfRangeException(successesName, successes, $"The value must lie between 0 and {trialsName}, which is {trials.ToString(CultureInfo.InvariantCulture)}.");
        }
    }

    /// <summary>Is the value finite and above 0?</summary>
    public static void Positive(double value, string name)
    {
        if (!(value > 0 && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(name, value, "The value must be a finite number above 0.");
        }
    }

    /// <summary>Have both columns the same number of rows?</summary>
    public static void SameLength(int expected, int actual, string name)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"There are {actual} values where {expected} are needed: the columns must have the same number of rows.", name);
        }
    }

    /// <summary>Is each label 0 or 1?</summary>
    /// <returns>The number of ones.</returns>
    public static long Labels(ReadOnlySpan<sbyte> labels, string name)
    {
        long ones = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            if ((byte)labels[i] > 1)
            {
                throw new ArgumentException($"Label {i} (counted from 0) is {labels[i]}; a label is 0 or 1. Take out unknown labels first.", name);
            }

            ones += labels[i];
        }

        return ones;
    }

    // x − x is 0 for a finite number and NaN for NaN and the infinities.
    private static bool AllFinite(ReadOnlySpan<double> values)
    {
        var lanes = MemoryMarshal.Cast<double, Vector<double>>(values);
        var sum = Vector<double>.Zero;
        foreach (var lane in lanes) sum += lane - lane;
        var rest = 0.0;
        foreach (var value in values[(lanes.Length * Vector<double>.Count)..]) rest += value - value;
        return Vector.EqualsAll(sum, Vector<double>.Zero) && rest == 0;
    }
}
