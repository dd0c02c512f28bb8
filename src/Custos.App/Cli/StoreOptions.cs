using System.CommandLine;
using Custos.Records;
using Custos.Store;

namespace Custos.App.Cli;

/// <summary>Which store does a verb mean, and which time? The same options for every verb that asks the store.</summary>
internal static class StoreOptions
{
    public static Option<string> DataDirectory() => new("--data-dir")
    {
        Description = "The folder of the store.",
        DefaultValueFactory = _ => "data",
        HelpName = "folder",
    };

    public static Option<string?> Time(string name, string description) => new(name) { Description = description, HelpName = "time" };

    /// <exception cref="BadInputException">The text is not a time.</exception>
    public static DateTimeOffset? TimeOf(ParseResult parsed, Option<string?> option)
    {
        if (parsed.GetValue(option) is not { } text) return null;
        return IsoTime.TryParse(text, out var time)
            ? time
            : throw new BadInputException($"{option.Name} is not a time.", $"Write it as {IsoTime.Example}, or as a day; without an offset it is UTC.", isUsage: true);
    }
}
