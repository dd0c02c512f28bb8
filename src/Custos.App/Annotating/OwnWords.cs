using System.Text.RegularExpressions;

namespace Custos.App.Annotating;

/// <summary>What of an answer does the model say itself? All but what stands in quotation marks: a refusal that is quoted declines nothing.</summary>
internal static partial class OwnWords
{
    /// <summary>The text with each quotation left out; an apostrophe within a word opens none.</summary>
    public static string Of(string answer) => Quotations().Replace(answer, " ");

    [GeneratedRegex("""(?<=^|[\s:(,])(?:'[^\n]{1,400}?'(?=[\s.,;:!?)]|$)|"[^"\n]{1,400}")|“[^”\n]{1,400}”|«[^»\n]{1,400}»|„[^“”\n]{1,400}[“”]""", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Quotations();
}
