using System.Text;
using Custos.Policy.Json;

namespace Custos.Policy.Schemas;

/// <summary>Is a number within its bounds, and a multiple of what it must be? Exact, however many digits it has.</summary>
internal sealed class NumberRule : SchemaRule
{
    private static readonly (string Keyword, string Words)[] Keywords =
    [
        ("minimum", "at least"), ("maximum", "at most"), ("exclusiveMinimum", "more than"), ("exclusiveMaximum", "less than"), ("multipleOf", "a multiple of"),
    ];

    private readonly string _keyword;
    private readonly byte[] _number;
    private readonly string _problem;

    private NumberRule(string keyword, string words, byte[] number) =>
        (_keyword, _number, _problem) = (keyword, number, $"It must be {words} {Encoding.UTF8.GetString(number)}.");

    public static IEnumerable<SchemaRule> Read(SchemaKeywords keywords)
    {
        foreach (var (keyword, words) in Keywords)
        {
            var at = keywords.Find(keyword, JsonKind.Number, "a number");
            if (at < 0) continue;
            var text = keywords.Schema.TextOf(at);
            var number = new JsonNumber(text);
            if (keyword == "multipleOf" && (number.IsNegative || number.IsZero || number.DigitCount > JsonNumber.MaxDivisorDigits))
            {
                keywords.Refuse(keyword, "It is not above 0, or has more than 18 digits.", "Write a number above 0 with at most 18 digits.");
                continue;
            }

            yield return new NumberRule(keyword, words, text.ToArray());
        }
    }

    public override bool IsKept(Validation run, int token)
    {
        if (run.Json[token].Kind != JsonKind.Number) return true;
        var sent = new JsonNumber(run.Json.TextOf(token));
        var wanted = new JsonNumber(_number);
        return _keyword switch
        {
            "minimum" => JsonNumber.Compare(sent, wanted) >= 0,
            "maximum" => JsonNumber.Compare(sent, wanted) <= 0,
            "exclusiveMinimum" => JsonNumber.Compare(sent, wanted) > 0,
            "exclusiveMaximum" => JsonNumber.Compare(sent, wanted) < 0,
            _ => sent.IsMultipleOf(wanted),
        } || run.Refuse(token, _problem);
    }
}
