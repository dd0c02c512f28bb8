using System.Globalization;

namespace Custos.Records;

/// <summary>How likely is it? A number in [0, 1].</summary>
/// <remarks>A raw classifier score that is not calibrated stays a <see cref="double"/>.</remarks>
public readonly record struct Probability : IComparable<Probability>
{
    /// <exception cref="ArgumentOutOfRangeException">The value is below 0, above 1 or NaN.</exception>
    public Probability(double value)
    {
        if (!(value is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "A probability lies between 0 and 1.");
        }

        Value = value;
    }

    /// <summary>The number itself, in [0, 1].</summary>
    public double Value { get; }

    public static Probability Zero { get; } = new(0);

    public static Probability One { get; } = new(1);

    /// <summary>1 minus this.</summary>
    public Probability Complement => new(1 - Value);

    public int CompareTo(Probability other) => Value.CompareTo(other.Value);

    public static bool operator <(Probability left, Probability right) => left.Value < right.Value;

    public static bool operator >(Probability left, Probability right) => left.Value > right.Value;

    public static bool operator <=(Probability left, Probability right) => left.Value <= right.Value;

    public static bool operator >=(Probability left, Probability right) => left.Value >= right.Value;

    /// <summary>The shortest text that reads back as the same number.</summary>
    public override string ToString() => Value.ToString("R", CultureInfo.InvariantCulture);
}
