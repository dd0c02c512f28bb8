using System.CommandLine;
using System.Globalization;
using Custos.App.Inputs;
using Custos.Records;
using Custos.Statistics.Sampling;
using Custos.Text.Tables;

namespace Custos.App.Cli.Sampling;

/// <summary><c>custos sample</c>: which rows stand for a file, class by class?</summary>
internal static class Sample
{
    // Beyond it the rows that are kept would not fit into memory.
    private const int MostRows = 10_000_000;

    private static readonly Argument<string> Source = new("file") { Description = "CSV, TSV, JSON Lines or Parquet; - is standard input, with --format." };
    private static readonly Option<string?> Format = TableSource.Format();
    private static readonly Option<string> By = new("--by") { Description = "The column of classes. Rows without one are passed over and counted.", Required = true, HelpName = "column" };
    private static readonly Option<int?> PerClass = new("--per-class") { Description = "So many rows of each class.", HelpName = "n" };
    private static readonly Option<int?> Size = new("--size") { Description = "So many rows in all: the same of each class, unless --proportional or --weights says otherwise.", HelpName = "n" };
    private static readonly Option<bool> Proportional = new("--proportional") { Description = "Each class by its part of the file, by largest remainder." };
    private static readonly Option<string?> Weights = new("--weights") { Description = "Each class by this weight: a=0.5,b=0.3,c=0.2; classes without one give none.", HelpName = "class=weight,…" };
    private static readonly Option<int> Minimum = new("--minimum") { Description = "At least so many rows of each class that gives any.", HelpName = "n" };
    private static readonly Option<string> OnShortage = OnShortageOption();
    private static readonly Option<string?> Priority = new("--priority") { Description = "A column of numbers: higher ones first, and chance decides among equals. Rows without one come last.", HelpName = "column" };
    private static readonly Option<string?> Group = new("--group") { Description = "A column, for instance user: rows of one group never fall into two outputs, nor into this sample and the one of --exclude.", HelpName = "column" };
    private static readonly Option<string?> Id = new("--id") { Description = "The column that names a row: the sample then does not depend on the order of the rows. The row's number unless said.", HelpName = "column" };
    private static readonly Option<string?> Split = new("--split") { Description = "Several outputs with their shares: train=0.8,test=0.2; each is written beside --out with its name before the ending.", HelpName = "name=share,…" };
    private static readonly Option<string?> Exclude = new("--exclude") { Description = "An earlier sample: its groups (or ids, without --group) are passed over.", HelpName = "file" };
    private static readonly Option<ulong> Seed = new("--seed") { Description = "The same seed gives the same sample.", DefaultValueFactory = _ => 1, HelpName = "n" };
    private static readonly Option<string> WeightColumn = new("--weight-column") { Description = "The column added to each row: one over the chance that it was drawn.", DefaultValueFactory = _ => "sample_weight", HelpName = "column" };
    private static readonly Option<string?> Out = new("--out") { Description = "Write here instead of to standard output; all files appear whole, or none.", HelpName = "file" };

    public static Command Verb()
    {
        var verb = new Command("sample", "Draw a stratified sample in one pass: exact numbers by class, reproducible by its seed, with the weight of each row.")
        {
            Source, Format, By, PerClass, Size, Proportional, Weights, Minimum, OnShortage, Priority, Group, Id, Split, Exclude, Seed, WeightColumn, Out,
        };
        verb.SetAction((parsed, cancellationToken) => Task.Run(() => Run(parsed, cancellationToken), cancellationToken));
        return verb.WithExamples(
            "custos sample posts.jsonl --by label --per-class 100 --out review.jsonl",
            "custos sample posts.csv --by language --size 1000 --proportional --minimum 20 --seed 7 > sample.csv",
            "custos sample chats.jsonl --by category --size 5000 --weights chat=0.5,code=0.3,other=0.2 --on-shortage redistribute --priority turns --group user --split train=0.8,test=0.2 --out chats.jsonl");
    }

    private static Option<string> OnShortageOption()
    {
        var option = new Option<string>("--on-shortage") { Description = "What happens where a class has too few rows: fail, take-all (the sample is smaller), redistribute (the others give the rest by their shares).", DefaultValueFactory = _ => "fail", HelpName = "rule" };
        option.AcceptOnlyFromAmong("fail", "take-all", "redistribute");
        return option;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = CommandLine.TerminalOf(parsed);
        var design = DesignOf(parsed);
        var source = parsed.GetValue(Source)!;
        var output = parsed.GetValue(Out);
        if (output is null && (design.Splits.Count > 1 || terminal.WantsJson)) throw new BadInputException("The sample has no file.", "Name it with --out: --split writes several files, and --json needs standard output for itself.", isUsage: true);
        using var table = Open(source, parsed.GetValue(Format));
        var input = parsed.GetValue(Format) is { } named ? TableFormats.ByName[named] : TableFormats.OfFile(source);
        var format = RowFormat.Of(table, output is not null ? TableFormats.OfFile(output) : input == TableFormat.Parquet ? TableFormat.Csv : input, design.WeightColumn);
        var draw = new SampleDraw(design, format, ExcludedBy(parsed.GetValue(Exclude), design));
        var samples = draw.Read(table, ProgressOf(terminal), cancellationToken);
        var files = design.Splits.Select(split => output is null ? "" : SampleFiles.NameOf(output, split.Name)).ToList();
        SampleFiles.Write(format, samples, files, terminal.Output);
        if (terminal.WantsJson) terminal.WriteJson(SampleSummary.Json(design, draw, samples, files));
        else terminal.Say($"\n{SampleSummary.Table(design, samples)}");
        terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{samples.Sum(sample => sample.Rows.Count):N0} of {draw.Rows:N0} rows drawn with seed {design.Seed}; {draw.WithoutClass:N0} without a class and {draw.Excluded:N0} excluded were passed over."));
        return ExitCode.Done;
    }

    private static Table Open(string source, string? format)
    {
        if (source != InputFile.StandardInput) return TableSource.Open(source, format);
        if (format is null || TableFormats.ByName[format] == TableFormat.Parquet) throw new BadInputException("Standard input does not tell how its rows are written.", "Give --format csv, tsv or jsonl.", isUsage: true);
        return TextTable.Read(Decompression.Open(InputFile.Open(source), InputFile.NameOf(source)), InputFile.NameOf(source), TableFormats.ByName[format]);
    }

    private static SampleDesign DesignOf(ParseResult parsed)
    {
        var design = new SampleDesign
        {
            By = parsed.GetValue(By)!,
            Allocation = AllocationOf(parsed),
            Minimum = parsed.GetValue(Minimum),
            Shortage = parsed.GetValue(OnShortage) switch { "take-all" => Shortage.TakeAll, "redistribute" => Shortage.Redistribute, _ => Shortage.Fail },
            Seed = parsed.GetValue(Seed),
            Priority = parsed.GetValue(Priority),
            Group = parsed.GetValue(Group),
            Id = parsed.GetValue(Id),
            Splits = parsed.GetValue(Split) is { } split ? SplitsOf(split) : [("", 1)],
            WeightColumn = parsed.GetValue(WeightColumn)!,
        };
        var hasExclude = parsed.GetValue(Exclude) is not null;
        if (design.Minimum < 0) throw new BadInputException("--minimum is below 0.", "Give a larger number.", isUsage: true);
        if (design.Allocation is Allocation.PerStratum && design.Shortage == Shortage.Redistribute) throw new BadInputException("--per-class asks for the same of each class, so nothing can be redistributed.", "Give --size, or --on-shortage take-all.", isUsage: true);
        if (hasExclude && design.Group is null && design.Id is null) throw new BadInputException("--exclude does not know rows again.", "Give --group or --id.", isUsage: true);
        if (design.Group is not null && !hasExclude && design.Splits.Count == 1) throw new BadInputException("--group keeps groups apart between outputs, and there is one.", "Give --split or --exclude.", isUsage: true);
        return design;
    }

    private static Allocation AllocationOf(ParseResult parsed)
    {
        var (perClass, size) = (parsed.GetValue(PerClass), parsed.GetValue(Size));
        var weights = parsed.GetValue(Weights);
        if ((perClass ?? size) is not (> 0 and <= MostRows) || perClass is not null && size is not null)
        {
            throw new BadInputException("Either --per-class or --size says how many rows are drawn.", string.Create(CultureInfo.InvariantCulture, $"Give one of them, from 1 to {MostRows:N0}."), isUsage: true);
        }

        if (parsed.GetValue(Proportional) && weights is not null || perClass is not null && (parsed.GetValue(Proportional) || weights is not null))
        {
            throw new BadInputException("--per-class, --proportional and --weights exclude one another.", "Give one of them; the last two with --size.", isUsage: true);
        }

        return perClass is { } rows ? new Allocation.PerStratum(rows)
            : parsed.GetValue(Proportional) ? new Allocation.Proportional(size!.Value)
            : weights is not null ? new Allocation.Weighted(size!.Value, SampleFiles.NumbersOf("--weights", weights).ToDictionary(weight => weight.Name, weight => weight.Number))
            : new Allocation.Equal(size!.Value);
    }

    private static List<(string Name, double Share)> SplitsOf(string split)
    {
        var splits = SampleFiles.NumbersOf("--split", split);
        return Math.Abs(splits.Sum(part => part.Number) - 1) < 1e-9 && splits.All(part => part.Number > 0 && part.Name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
            ? splits
            : throw new BadInputException("--split: the shares do not sum to 1, or a name has other signs than letters, digits, - and _.", "Write for instance train=0.8,test=0.2.", isUsage: true);
    }

    private static IReadOnlySet<string> ExcludedBy(string? path, SampleDesign design)
    {
        var excluded = new HashSet<string>();
        if (path is null) return excluded;
        using var earlier = TableSource.Open(path, null);
        earlier.Select([design.Group ?? design.Id!], []);
        while (earlier.Read())
        {
            if (earlier[0].Kind != CellKind.Missing) excluded.Add(earlier[0].GetString());
        }

        return excluded;
    }

    private static Action<long> ProgressOf(Terminal terminal)
    {
        var (time, shown) = (TimeProvider.System, TimeProvider.System.GetTimestamp());
        return rows =>
        {
            if (time.GetElapsedTime(shown) < TimeSpan.FromSeconds(10)) return;
            shown = time.GetTimestamp();
            terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows read"));
        };
    }
}
