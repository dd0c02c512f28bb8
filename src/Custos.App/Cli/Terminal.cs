using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace Custos.App.Cli;

/// <summary>Where does a verb write? Answers go to standard output, everything meant for a person's eye goes to standard error.</summary>
internal sealed class Terminal
{
    /// <summary>How Custos writes JSON: snake case, nothing escaped that need not be, no nulls left out.</summary>
    public static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DictionaryKeyPolicy = null,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Standard output: the answer, for a program to read.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Standard error: tables, progress and warnings.</summary>
    public required IAnsiConsole Error { get; init; }

    /// <summary>True when one JSON document (JSON Lines for streams) was asked for.</summary>
    public required bool WantsJson { get; init; }

    public void WriteJson<T>(T value) => Output.WriteLine(JsonSerializer.Serialize(value, Json));

    /// <summary>One line for a person, not wrapped.</summary>
    public void Say(string line) => Error.Profile.Out.Writer.WriteLine(line);

    public void Warn(string line) => Say($"warning: {line}");
}
