using Custos.Text.Json;

namespace Custos.Text.Logs;

/// <summary>What is measured over the rows of a group?</summary>
/// <param name="Text">How it was asked for, and how it is called in the answer.</param>
public abstract record LogMeasure(string Text)
{
    /// <exception cref="Records.BadInputException">It is not a measure; the message says what is.</exception>
    public static LogMeasure Parse(string text) => new LogGrammar(text).Measure();

    /// <summary>Several measures with commas between them.</summary>
    /// <exception cref="Records.BadInputException">One is not a measure.</exception>
    public static IReadOnlyList<LogMeasure> ParseAll(string text) => new LogGrammar(text).Measures();

    /// <summary>How many rows are there?</summary>
    public sealed record Rows(string Text) : LogMeasure(Text);

    /// <summary>In how many rows does the field hold something?</summary>
    public sealed record Present(string Text, JsonPath Field) : LogMeasure(Text);

    /// <summary>A measure of the field's numbers; what is no number is left out and counted.</summary>
    public abstract record OfNumber(string Text, JsonPath Field) : LogMeasure(Text);

    public sealed record Mean(string Text, JsonPath Field) : OfNumber(Text, Field);

    public sealed record Sum(string Text, JsonPath Field) : OfNumber(Text, Field);

    public sealed record Least(string Text, JsonPath Field) : OfNumber(Text, Field);

    public sealed record Greatest(string Text, JsonPath Field) : OfNumber(Text, Field);

    /// <summary>Below which value does this share of the numbers lie?</summary>
    public sealed record Quantile(string Text, JsonPath Field, double Share) : OfNumber(Text, Field);

    /// <summary>How many different texts does the field hold?</summary>
    public sealed record Distinct(string Text, JsonPath Field) : LogMeasure(Text);

    /// <summary>In what share of the rows of which it can be told does the condition hold?</summary>
    public sealed record Rate(string Text, LogCondition Condition) : LogMeasure(Text);
}
