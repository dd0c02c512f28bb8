using System.Globalization;
using System.Text;
using Custos.Records;
using Custos.Text.Json;

namespace Custos.Text.Logs;

/// <summary>What do the words of a measure or a condition mean?</summary>
/// <remarks>
/// <c>condition = both { or both }; both = one { and one }; one = [ not ] ( "(" condition ")" | field [ test ] );
/// test = ( = | != | &lt; | &lt;= | &gt; | &gt;= | contains ) value | in "(" value { , value } ")" | exists | missing</c>.
/// </remarks>
internal sealed class LogGrammar(string text)
{
    private const string Marks = "()=!<>,\"'`";
    private const int MaxDepth = 64;

    private static readonly string[] Names = ["count", "count(field)", "mean(field)", "sum(field)", "min(field)", "max(field)", "rate(condition)", "quantile(field, 0.95)", "distinct(field)"];

    private int _at;
    private int _depth;

    public LogMeasure Measure()
    {
        var measure = OneMeasure();
        End();
        return measure;
    }

    public IReadOnlyList<LogMeasure> Measures()
    {
        var measures = new List<LogMeasure> { OneMeasure() };
        while (Take(",")) measures.Add(OneMeasure());
        End();
        return measures;
    }

    public LogCondition WholeCondition()
    {
        var condition = Condition();
        End();
        return condition;
    }

    private LogMeasure OneMeasure()
    {
        Blanks();
        var start = _at;
        var name = Word();
        if (name == "count" && !Next("(")) return new LogMeasure.Rows(name);
        if (!Take("(")) throw NoMeasure(start);
        Func<string, LogMeasure> measure = name switch
        {
            "count" => OfField((written, field) => new LogMeasure.Present(written, field)),
            "mean" => OfField((written, field) => new LogMeasure.Mean(written, field)),
            "sum" => OfField((written, field) => new LogMeasure.Sum(written, field)),
            "min" => OfField((written, field) => new LogMeasure.Least(written, field)),
            "max" => OfField((written, field) => new LogMeasure.Greatest(written, field)),
            "distinct" => OfField((written, field) => new LogMeasure.Distinct(written, field)),
            "quantile" => Quantile(),
            "rate" when Condition() is var condition => written => new LogMeasure.Rate(written, condition),
            _ => throw NoMeasure(start),
        };
        Require(")");
        return measure(text[start.._at]);
    }

    private Func<string, LogMeasure> OfField(Func<string, JsonPath, LogMeasure> make)
    {
        var field = Field();
        return written => make(written, field);
    }

    private Func<string, LogMeasure> Quantile()
    {
        var field = Field();
        Require(",");
        if (JsonScalar.Number(Encoding.UTF8.GetBytes(Word())) is not (> 0 and < 1 and var share)) throw Refused("a share between 0 and 1 is expected");
        return written => new LogMeasure.Quantile(written, field, share);
    }

    private LogCondition Condition()
    {
        // A condition of thousands of brackets must not overrun the stack.
        if (++_depth > MaxDepth) throw Refused("too many brackets inside one another");
        var left = Both();
        while (TakeWord("or")) left = new LogCondition.Or(left, Both());
        _depth--;
        return left;
    }

    private LogCondition Both()
    {
        var left = One();
        while (TakeWord("and")) left = new LogCondition.And(left, One());
        return left;
    }

    private LogCondition One()
    {
        var isNegated = false;
        while (TakeWord("not")) isNegated = !isNegated;
        LogCondition one;
        if (Take("("))
        {
            one = Condition();
            Require(")");
        }
        else
        {
            one = Test(Field());
        }

        return isNegated ? new LogCondition.Not(one) : one;
    }

    private LogCondition Test(JsonPath field)
    {
        if (TakeWord("exists")) return new LogCondition.Exists(field);
        if (TakeWord("missing")) return new LogCondition.Not(new LogCondition.Exists(field));
        if (TakeWord("contains")) return new LogCondition.AgainstText(field, LogComparison.Contains, Value(out _));
        if (TakeWord("in")) return OneOf(field);
        LogComparison? comparison =
            Take("==") || Take("=") ? LogComparison.Equal :
            Take("!=") || Take("<>") ? LogComparison.Unequal :
            Take("<=") ? LogComparison.AtMost :
            Take(">=") ? LogComparison.AtLeast :
            Take("<") ? LogComparison.Less :
            Take(">") ? LogComparison.Greater : null;
        return comparison is { } known ? Compared(field, known) : new LogCondition.Holds(field);
    }

    private LogCondition OneOf(JsonPath field)
    {
        Require("(");
        var any = Compared(field, LogComparison.Equal);
        while (Take(",")) any = new LogCondition.Or(any, Compared(field, LogComparison.Equal));
        Require(")");
        return any;
    }

    private LogCondition Compared(JsonPath field, LogComparison comparison)
    {
        var value = Value(out var isQuoted);
        if (!isQuoted && JsonScalar.Number(Encoding.UTF8.GetBytes(value)) is { } number) return new LogCondition.AgainstNumber(field, comparison, number);
        if (!isQuoted && value == "null") throw Refused("nothing equals null; write 'missing' or 'exists' after the field");
        return new LogCondition.AgainstText(field, comparison, value);
    }

    private JsonPath Field()
    {
        Blanks();
        if (!Take("`")) return JsonPath.Parse(Word() is { Length: > 0 } name ? name : throw Refused("a field is expected"));
        var end = text.IndexOf('`', _at);
        if (end < 0) throw Refused("the ` is not closed");
        var quoted = text[_at..end];
        _at = end + 1;
        return JsonPath.Parse(quoted);
    }

    private string Value(out bool isQuoted)
    {
        Blanks();
        isQuoted = Next("\"") || Next("'");
        if (!isQuoted) return Word() is { Length: > 0 } word ? word : throw Refused("a value is expected");
        var mark = text[_at++];
        var value = new StringBuilder();
        for (; _at < text.Length && text[_at] != mark; _at++)
        {
            if (text[_at] == '\\' && _at + 1 < text.Length) _at++;
            value.Append(text[_at]);
        }

        if (_at == text.Length) throw Refused("the quotation mark is not closed");
        _at++;
        return value.ToString();
    }

    private string Word()
    {
        Blanks();
        var start = _at;
        while (_at < text.Length && !char.IsWhiteSpace(text[_at]) && !Marks.Contains(text[_at], StringComparison.Ordinal)) _at++;
        return text[start.._at];
    }

    private bool TakeWord(string word)
    {
        Blanks();
        var before = _at;
        if (string.Equals(Word(), word, StringComparison.OrdinalIgnoreCase)) return true;
        _at = before;
        return false;
    }

    private bool Next(string mark)
    {
        Blanks();
        return text.AsSpan(_at).StartsWith(mark, StringComparison.Ordinal);
    }

    private bool Take(string mark)
    {
        if (!Next(mark)) return false;
        _at += mark.Length;
        return true;
    }

    private void Require(string mark)
    {
        if (!Take(mark)) throw Refused($"a {mark} is expected");
    }

    private void Blanks()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at])) _at++;
    }

    private void End()
    {
        Blanks();
        if (_at < text.Length) throw Refused("this is left over");
    }

    private BadInputException NoMeasure(int start) => new(
        $"{NearestName.Shown(text[start..])} is not a measure.", $"The measures are {string.Join(", ", Names)}.", isUsage: true);

    private BadInputException Refused(string problem) => new(
        string.Create(CultureInfo.InvariantCulture, $"{NearestName.Shown(text)}: at character {_at + 1} {problem}."),
        "Write for instance status >= 500, model = \"m-1\" and not cached, or usage.output_tokens exists.",
        isUsage: true);
}
