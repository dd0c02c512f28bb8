namespace Custos.Statistics.Regression;

/// <summary>What is the number to about 32 digits? The unevaluated sum of two doubles, the second at most half a unit in the last place of the first.</summary>
/// <remarks>Source: Dekker 1971; Knuth, TAOCP 2, 4.2.2 (two-sum); the product's error comes from a fused multiply-add.</remarks>
internal readonly struct DoubleDouble
{
    private readonly double _high;
    private readonly double _low;

    private DoubleDouble(double high, double low)
    {
        _high = high;
        _low = low;
    }

    public static DoubleDouble Zero => default;

    public bool IsZero => _high == 0;

    public bool IsNegative => _high < 0;

    public static implicit operator DoubleDouble(double value) => new(value, 0);

    public static explicit operator double(DoubleDouble value) => value._high;

    public static DoubleDouble operator -(DoubleDouble value) => new(-value._high, -value._low);

    public static DoubleDouble operator +(DoubleDouble left, DoubleDouble right)
    {
        var (sum, error) = TwoSum(left._high, right._high);
        var (tail, tailError) = TwoSum(left._low, right._low);
        (sum, error) = QuickTwoSum(sum, error + tail);
        return Normalised(sum, error + tailError);
    }

    public static DoubleDouble operator -(DoubleDouble left, DoubleDouble right) => left + -right;

    public static DoubleDouble operator *(DoubleDouble left, DoubleDouble right)
    {
        var product = left._high * right._high;
        var error = Math.FusedMultiplyAdd(left._high, right._high, -product);
        return Normalised(product, error + (left._high * right._low + left._low * right._high));
    }

    public static DoubleDouble operator /(DoubleDouble left, DoubleDouble right)
    {
        var first = left._high / right._high;
        var rest = left - right * first;
        var second = rest._high / right._high;
        rest -= right * second;
        var third = rest._high / right._high;
        return Normalised(first, second) + third;
    }

    /// <summary>The square root of a number that is not negative.</summary>
    public static DoubleDouble Sqrt(DoubleDouble value)
    {
        if (value._high <= 0) return Zero;
        DoubleDouble root = Math.Sqrt(value._high);
        return root + (value - root * root) / (root + root);
    }

    /// <summary>The number that a decimal text says, with its digits beyond a double's kept; an exponent (E) is allowed.</summary>
    public static DoubleDouble Parse(string text)
    {
        var mark = text.IndexOfAny(['e', 'E']);
        var exponent = mark < 0 ? 0 : int.Parse(text.AsSpan(mark + 1), System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture);
        var value = Zero;
        var negative = false;
        var seenPoint = false;
        foreach (var character in mark < 0 ? text : text[..mark])
        {
            if (character == '-') negative = true;
            else if (character == '.') seenPoint = true;
            else if (char.IsAsciiDigit(character))
            {
                value = value * 10 + (character - '0');
                if (seenPoint) exponent--;
            }
        }

        DoubleDouble power = 1;
        for (var i = 0; i < Math.Abs(exponent); i++) power *= 10;
        value = exponent < 0 ? value / power : value * power;
        return negative ? -value : value;
    }

    private static (double Sum, double Error) TwoSum(double a, double b)
    {
        var sum = a + b;
        var part = sum - a;
        return (sum, (a - (sum - part)) + (b - part));
    }

    private static (double Sum, double Error) QuickTwoSum(double a, double b)
    {
        var sum = a + b;
        return (sum, b - (sum - a));
    }

    private static DoubleDouble Normalised(double high, double low)
    {
        var (sum, error) = QuickTwoSum(high, low);
        return new DoubleDouble(sum, error);
    }
}
