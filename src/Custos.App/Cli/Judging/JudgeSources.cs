using System.CommandLine;
using Custos.Policy.Judging;
using Custos.Providers.Models;
using Custos.Records;

namespace Custos.App.Cli.Judging;

/// <summary>Which judge does a verb ask, and who answers? The same words for every verb that asks one.</summary>
internal static class JudgeSources
{
    public static Argument<string> File() => new("file") { Description = "The judge's file." };

    public static Option<string?> Record() => new("--record") { Description = "Keep what the model answers in this folder, a file an answer; what is there already is not asked again.", HelpName = "folder" };

    public static Option<string?> Replay() => new("--replay") { Description = "Ask no model: take the answers that --record kept in this folder.", HelpName = "folder" };

    public static Option<string> Direction()
    {
        var option = new Option<string>("--direction") { Description = "Which way the text goes: input, output or tool_call.", DefaultValueFactory = _ => "input" };
        option.AcceptOnlyFromAmong("input", "output", "tool_call");
        return option;
    }

    public static Direction DirectionOf(string word) => word switch
    {
        "output" => Records.Direction.Output,
        "tool_call" => Records.Direction.ToolCall,
        _ => Records.Direction.Input,
    };

    /// <exception cref="BadInputException">Both folders are given, or the model cannot be asked.</exception>
    public static Judge Open(JudgeDocument judge, string? record, string? replay)
    {
        if (record is not null && replay is not null) throw new BadInputException("--record and --replay are both given.", "Leave one out: --record replays what is there already.", isUsage: true);
        if (replay is not null && !Directory.Exists(replay)) throw new BadInputException("There is no such folder of recorded answers.", "Record some with --record.", replay, isUsage: true);
        return (record ?? replay) is { } folder ? JudgeOpening.OpenRecorded(judge, folder, records: record is not null, TimeProvider.System) : JudgeOpening.Open(judge, TimeProvider.System);
    }
}
