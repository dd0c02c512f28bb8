using System.Globalization;

namespace Custos.Records;

/// <summary>Between which two numbers does the truth lie, at the stated confidence? Both ends belong to it; an end may be infinite.</summary>
public readonly record struct Interval
{
    /// <param name="lower">The lower end, or negative infinity.</param>
    /// <param name="upper">The upper end, or positive infinity.</param>
    /// <param name="confidence">The confidence in (0, 1), 0.95 unless said.</param>
    /// <exception cref="ArgumentOutOfRangeException">An end is NaN, the ends are reversed, or the confidence is not inside (0, 1).</exception>
    public Interval(double lower, double upper, double confidence = 0.95)
    {
        if (double.IsNaN(lower) || double.IsNaN(upper) || lower > upper)
        {
            throw new ArgumentOutOfRangeException(nameof(lower), lower, $"An interval needs lower <= upper, and neither NaN; upper is {upper.ToString(CultureInfo.InvariantCulture)}.");
        }

        if (!(confidence is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence lies strictly between 0 and 1.");
        }

        Lower = lower;
        Upper = upper;
        Confidence = confidence;
    }

    public double Lower { get; }

    public double Upper { get; }

    /// <summary>The nominal coverage, in (0, 1).</summary>
    public double Confidence { get; }

    public double Width => Upper - Lower;

    public bool Contains(double value) => value >= Lower && value <= Upper;

    public void Deconstruct(out double lower, out double upper)
    {
        lower = Lower;
        upper = Upper;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[{Lower:G4}, {Upper:G4}]");
}
