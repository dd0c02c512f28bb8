using System.CommandLine;

namespace Custos.App.Cli.Judging;

/// <summary><c>custos judge</c>: is a judge right as it is written, how far does it agree with people, and what does it say?</summary>
internal static class JudgeVerb
{
    public static Command Verb()
    {
        var verb = new Command("judge", "Judges: language models that answer one question about texts.");
        verb.Subcommands.Add(JudgeCheck.Command());
        verb.Subcommands.Add(JudgeTest.Command());
        verb.Subcommands.Add(JudgeAsk.Command());
        return verb;
    }
}
