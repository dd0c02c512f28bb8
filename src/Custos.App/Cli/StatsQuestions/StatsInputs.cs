using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Custos.App.Cli.StatsQuestions;

/// <summary>Which option does a question take? Numbers are read with a point, whatever the language of the machine.</summary>
internal static class StatsInputs
{
    /// <summary>A number that must be given.</summary>
    public static Option<double> Number(string name, string description) =>
        new(name) { Description = description, Required = true, CustomParser = ParseNumber };

    /// <summary>A number with a default.</summary>
    public static Option<double> Number(string name, string description, double otherwise) =>
        new(name) { Description = description, DefaultValueFactory = _ => otherwise, CustomParser = ParseNumber };

    /// <summary>A number that may be left out.</summary>
    public static Option<double?> OptionalNumber(string name, string description) =>
        new(name) { Description = description, CustomParser = result => ParseNumber(result) };

    /// <summary>A whole number that must be given; 1e6 and 1000000 are the same.</summary>
    public static Option<long> Count(string name, string description) =>
        new(name) { Description = description, Required = true, CustomParser = ParseCount };

    /// <summary>A whole number with a default.</summary>
    public static Option<long> Count(string name, string description, long otherwise) =>
        new(name) { Description = description, DefaultValueFactory = _ => otherwise, CustomParser = ParseCount };

    /// <summary>A whole number that may be left out.</summary>
    public static Option<long?> OptionalCount(string name, string description) =>
        new(name) { Description = description, CustomParser = result => ParseCount(result) };

    /// <summary>Numbers, separated by spaces or commas.</summary>
    public static Option<double[]> Numbers(string name, string description) => new(name)
    {
        Description = description,
        Required = true,
        AllowMultipleArgumentsPerToken = true,
        CustomParser = result => ParseAll(result, value => value),
    };

    /// <summary>Whole numbers, separated by spaces or commas.</summary>
    public static Option<long[]> Counts(string name, string description) => new(name)
    {
        Description = description,
        Required = true,
        AllowMultipleArgumentsPerToken = true,
        CustomParser = result => ParseAll(result, value => Whole(result, value)),
    };

    /// <summary>One of the texts that are allowed, the first unless given.</summary>
    public static Option<string> Choice(string name, string description, params string[] allowed)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => allowed[0] };
        option.AcceptOnlyFromAmong(allowed);
        return option;
    }

    /// <summary>The confidence of an interval.</summary>
    public static Option<double> Confidence() => Number("--confidence", "How often the method is right, between 0 and 1.", 0.95);

    private static double ParseNumber(ArgumentResult result)
    {
        var token = result.Tokens[0].Value;
        if (double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
        {
            return value;
        }

        result.AddError($"'{token}' is not a number. Write it like 0.05 or 1e6.");
        return 0;
    }

    private static long ParseCount(ArgumentResult result) => Whole(result, ParseNumber(result));

    private static long Whole(ArgumentResult result, double value)
    {
        if (value == Math.Floor(value) && Math.Abs(value) <= 1e15)
        {
            return (long)value;
        }

        result.AddError(FormattableString.Invariant($"{value} is not a whole number of at most 1e15."));
        return 0;
    }

    private static T[] ParseAll<T>(ArgumentResult result, Func<double, T> convert)
    {
        var values = new List<T>();
        foreach (var part in result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries)))
        {
            if (!double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
            {
                result.AddError($"'{part}' is not a number. Write it like 0.05 or 1e6.");
                return [];
            }

            values.Add(convert(value));
        }

        return [.. values];
    }
}
