using System.CommandLine;
using System.Globalization;
using Custos.Policy.Conditions;
using Custos.Policy.Documents;
using Custos.Policy.Judging;
using Custos.Records;

namespace Custos.App.Cli.Judging;

/// <summary><c>custos judge check</c>: is everything right with a judge, or with all judges of a folder?</summary>
internal static class JudgeCheck
{
    private const int DeepestFolder = 4;

    private static readonly Argument<string> At = new("path") { Description = "A judge's file, or a folder of policies whose judges lie under judges/." };

    public static Command Command()
    {
        var command = new Command("check", "Read judges as a server would, tell everything that is wrong with them, and whether policies may act on them.") { At };
        command.SetAction(Run);
        return command.WithExamples("custos judge check samples/policies/advice", "custos judge check policies/judges/dangerous-advice.yaml --json");
    }

    private static int Run(ParseResult parsed)
    {
        var terminal = CommandLine.TerminalOf(parsed);
        var errors = new List<PolicyError>();
        var judges = FilesAt(parsed.GetValue(At)!).Select(file => JudgeFile.Read(file, file, errors)).OfType<JudgeFile>().ToList();
        if (terminal.WantsJson)
        {
            terminal.WriteJson(new
            {
                judges = judges.Select(one => new
                {
                    name = one.Judge.Name,
                    owner = one.Judge.Owner,
                    model = one.Judge.Model.Name,
                    votes = one.Judge.Votes,
                    sample = one.Judge.Sample,
                    version = one.Judge.Version,
                    may_act = one.Standing.MayAct,
                    standing = one.Standing.Words,
                }),
                errors = errors.Select(error => new { file = error.File, line = error.Line, column = error.Column, problem = error.Problem, remedy = error.Remedy, excerpt = error.Excerpt }),
            });
            return errors.Count == 0 ? ExitCode.Done : ExitCode.Failed;
        }

        foreach (var error in errors) terminal.Output.WriteLine($"{error}\n");
        if (errors.Count > 0)
        {
            terminal.Say($"{(errors.Count == 1 ? "One thing is" : $"{errors.Count} things are")} wrong.");
            return ExitCode.Failed;
        }

        var table = new AlignedTable().Column("judge").Column("model").Column("votes", isNumber: true).Column("sampled share", isNumber: true).Column("looks at").Column("owner");
        foreach (var judge in judges.Select(one => one.Judge))
        {
            table.Row(judge.Name, judge.Model.Name, $"{judge.Votes}", judge.Sample.ToString("P1", CultureInfo.InvariantCulture), string.Join(", ", judge.Directions.Select(direction => SnakeCase.Of(direction.ToString()))), judge.Owner);
        }

        terminal.Output.Write(table);
        foreach (var one in judges) terminal.Say($"{one.Judge.Name}: {one.Standing.Words}");
        return ExitCode.Done;
    }

    private static List<string> FilesAt(string path)
    {
        if (File.Exists(path)) return [path];
        if (!Directory.Exists(path)) throw new BadInputException("There is no such file or folder.", "Give a judge's file, or a folder of policies.", path, isUsage: true);
        List<string> files =
        [
            .. Directory.EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = DeepestFolder })
                .Where(file => Path.GetExtension(file) is ".yaml" or ".yml" && Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file))) == "judges").Order(StringComparer.Ordinal),
        ];
        return files.Count > 0 ? files : throw new BadInputException("There is no judge in this folder.", "Write one, as judges/NAME.yaml of the policies' folder.", path);
    }
}
