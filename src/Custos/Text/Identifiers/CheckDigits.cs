namespace Custos.Text.Identifiers;

/// <summary>Do the check digits of a number agree with the others? Digits are values from 0 to 9, most significant first.</summary>
internal static class CheckDigits
{
    // Verhoeff 1969: multiplication in the dihedral group of order 10, and the permutation of each place.
    private static ReadOnlySpan<byte> DihedralProducts =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 0, 6, 7, 8, 9, 5, 2, 3, 4, 0, 1, 7, 8, 9, 5, 6, 3, 4, 0, 1, 2, 8, 9, 5, 6, 7, 4, 0, 1, 2, 3, 9, 5, 6, 7, 8,
        5, 9, 8, 7, 6, 0, 4, 3, 2, 1, 6, 5, 9, 8, 7, 1, 0, 4, 3, 2, 7, 6, 5, 9, 8, 2, 1, 0, 4, 3, 8, 7, 6, 5, 9, 3, 2, 1, 0, 4, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0,
    ];

    private static ReadOnlySpan<byte> DihedralPlaces =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 5, 7, 6, 2, 8, 3, 0, 9, 4, 5, 8, 0, 3, 7, 9, 6, 1, 4, 2, 8, 9, 1, 6, 0, 4, 3, 5, 2, 7,
        9, 4, 5, 3, 1, 2, 6, 8, 7, 0, 4, 2, 8, 6, 5, 7, 3, 9, 0, 1, 2, 7, 9, 3, 8, 0, 6, 4, 1, 5, 7, 0, 4, 6, 9, 1, 3, 2, 5, 8,
    ];

    /// <summary>Every second digit from the right is doubled; the sum of all digits is a multiple of 10. One random number in ten passes.</summary>
    public static bool Luhn(ReadOnlySpan<byte> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)];
            sum += i % 2 == 0 ? digit : digit < 5 ? 2 * digit : (2 * digit) - 9;
        }

        return sum % 10 == 0;
    }

    /// <summary>One random number in ten passes; every single wrong digit and every swap of neighbours is found.</summary>
    public static bool Verhoeff(ReadOnlySpan<byte> digits)
    {
        var product = 0;
        for (var i = 0; i < digits.Length; i++) product = DihedralProducts[(10 * product) + DihedralPlaces[(10 * (i % 8)) + digits[^(i + 1)]]];
        return product == 0;
    }

    /// <summary>Brazil's two last digits: each is the weighted sum of those before it modulo 11, 10 counting as 0. One random number in a hundred passes.</summary>
    /// <param name="digits">All digits, the two check digits last.</param>
    /// <param name="largestWeight">Weights go from 2 at the right up to this and start again: 11 or more for CPF, 9 for CNPJ.</param>
    public static bool Brazilian(ReadOnlySpan<byte> digits, int largestWeight)
    {
        // Eleven times the same digit has right check digits and is given to nobody.
        return digits.IndexOfAnyExcept(digits[0]) >= 0
            && Brazil(digits[..^2], largestWeight) == digits[^2] && Brazil(digits[..^1], largestWeight) == digits[^1];
    }

    /// <summary>Ten digits whose sum with the weights 10 to 1 is a multiple of 11. One random number in eleven passes.</summary>
    public static bool Nhs(ReadOnlySpan<byte> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++) sum += (10 - i) * digits[i];
        return sum % 11 == 0;
    }

    private static int Brazil(ReadOnlySpan<byte> digits, int largestWeight)
    {
        int sum = 0, weight = 2;
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            sum += weight * digits[i];
            weight = weight == largestWeight ? 2 : weight + 1;
        }

        return sum * 10 % 11 % 10;
    }
}
