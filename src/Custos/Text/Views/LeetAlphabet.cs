namespace Custos.Text.Views;

/// <summary>Which letters may a digit or a sign stand for?</summary>
internal static class LeetAlphabet
{
    /// <summary>The letter that it stands for most often; the character itself where it stands for none.</summary>
    public static char MostLikely(char unit) => unit switch
    {
        '0' => 'o',
        '1' or '!' or '|' => 'i',
        '2' => 'z',
        '3' => 'e',
        '4' or '@' => 'a',
        '5' or '$' => 's',
        '6' or '9' => 'g',
        '7' => 't',
        '8' => 'b',
        _ => unit,
    };

    /// <summary>Another letter that it stands for, or NUL.</summary>
    public static char Alternative(char unit) => unit switch
    {
        '1' or '!' or '|' => 'l',
        '6' => 'b',
        _ => '\0',
    };

    public static bool IsLeet(char unit) => unit is >= '0' and <= '9' or '@' or '$' or '!' or '|';

    // Rarely written for letters, often for what they are.
    public static bool IsRare(char unit) => unit is '2' or '6' or '8' or '9';
}
