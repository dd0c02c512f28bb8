using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Custos.App.Api.Logging;

/// <summary>How does a line of the server's log look? One line, and below it, set in, the further ones of a message that has several.</summary>
/// <remarks>A policy's error shows the place in its file with a mark below it, which one line cannot. What is set in is never taken for an entry of its own.</remarks>
internal sealed class ServerLog() : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "custos";

    private const string SetIn = "      ";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        if (logEntry.Exception is { } exception) message = $"{message}\n{exception}";
        textWriter.Write($"{NameOf(logEntry.LogLevel)}: {logEntry.Category}[{logEntry.EventId.Id}] ");
        textWriter.WriteLine(string.Join($"\n{SetIn}", message.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n')));
    }

    private static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}
