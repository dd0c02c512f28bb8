using System.CommandLine;
using System.Globalization;
using Custos.Curate;
using Custos.Records;
using Custos.Text.Views;

namespace Custos.App.Cli.Curating;

/// <summary><c>custos curate</c>: what in a heap of texts is worth a person's look?</summary>
internal static class Curate
{
    private const int RowsBetweenLines = 200_000;

    private static readonly Option<string> Source = TableSource.Data("The texts, in the order of their times: CSV, TSV or JSON Lines.");
    private static readonly Option<string?> Format = TableSource.Format();
    private static readonly Option<string> Text = TableSource.Text();
    private static readonly Option<string> User = new("--user") { Description = "The column that tells who wrote it.", HelpName = "COLUMN", DefaultValueFactory = _ => "user" };
    private static readonly Option<string> Time = new("--time") { Description = "The column that tells when: ISO 8601 (UTC without an offset), or seconds or milliseconds since 1970.", HelpName = "COLUMN", DefaultValueFactory = _ => "time" };
    private static readonly Option<string> Id = new("--id") { Description = "The column that names a text in the examples; without it, the row's number does.", HelpName = "COLUMN", DefaultValueFactory = _ => "id" };
    private static readonly Option<int> MinLength = new("--min-length") { Description = "How many characters a template has at least.", HelpName = "N", DefaultValueFactory = _ => 40 };
    private static readonly Option<int> MinUsers = new("--min-users") { Description = "How many different users must have written it within a window.", HelpName = "N", DefaultValueFactory = _ => 5 };
    private static readonly Option<string> Window = new("--window") { Description = "How long a window is: 90s, 30m, 24h, 7d.", HelpName = "TIME", DefaultValueFactory = _ => "24h" };
    private static readonly Option<string?> Step = new("--step") { Description = "How long after a window the next begins; half a window unless said. What spreads within a window less a step is never missed.", HelpName = "TIME" };
    private static readonly Option<string> View = new("--view") { Description = "raw: the texts as they came; normalised: with evasive spelling taken away; skeleton: by what the letters look like.", HelpName = "raw|normalised|skeleton", DefaultValueFactory = _ => "normalised" };
    private static readonly Option<int> MaxCharacters = new("--max-characters") { Description = "How many characters a window holds at most, at about 30 bytes each; one with more is looked at in overlapping parts.", HelpName = "N", DefaultValueFactory = _ => 8_000_000 };
    private static readonly Option<int> Top = new("--top") { Description = "How many templates the table shows; --json gives all.", HelpName = "N", DefaultValueFactory = _ => 30 };
    private static readonly Option<bool> WithoutText = new("--without-text") { Description = "Name the templates by their id alone, and show none of their text." };

    public static Command Verb() => new("curate", "Find what in a heap of texts is worth a person's look.") { Templates() };

    private static Command Templates()
    {
        View.AcceptOnlyFromAmong("raw", "normalised", "skeleton");
        var command = new Command("templates", "Which stretches of text spread among users: who shares them, since when, how fast.")
        {
            Source, Format, Text, User, Time, Id, MinLength, MinUsers, Window, Step, View, MaxCharacters, Top, WithoutText,
        };
        command.SetAction((parsed, cancellationToken) => Task.Run(() => Run(parsed, cancellationToken), cancellationToken));
        return command.WithExamples(
            "custos curate templates --data posts.jsonl --text text --user user --time time",
            "custos curate templates --data posts.csv --text body --user author --time created_at --min-length 60 --min-users 10 --window 1h --without-text",
            "custos curate templates --data posts.jsonl --view raw --window 7d --step 1d --json > templates.json");
    }

    private static int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = CommandLine.TerminalOf(parsed);
        var options = OptionsOf(parsed);
        using var table = TableSource.Open(parsed.GetValue(Source)!, parsed.GetValue(Format));
        table.Select([parsed.GetValue(Text)!, parsed.GetValue(User)!, parsed.GetValue(Time)!], [parsed.GetValue(Id)!]);
        var rows = new AuthoredRows(table, options.Window);
        var late = new RowsLeftOut();
        var search = SearchWith(options);
        var read = 0L;
        foreach (var text in rows.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!search.Observe(text)) late.Add(rows.Place, "The row is from before the window that its neighbours lie in.");
            if (++read % RowsBetweenLines == 0) terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{read:N0} rows, up to {text.At.UtcDateTime:yyyy-MM-dd HH:mm}"));
        }

        Write(terminal, parsed, search.Complete(), rows.Damaged, late);
        return ExitCode.Done;
    }

    private static void Write(Terminal terminal, ParseResult parsed, TemplateReport report, RowsLeftOut damaged, RowsLeftOut late)
    {
        var withText = !parsed.GetValue(WithoutText);
        if (terminal.WantsJson) terminal.WriteJson(TemplateAnswer.Json(report, withText, damaged, late));
        else if (report.Templates.Count > 0) terminal.Say($"\n{TemplateAnswer.Table(report, withText, parsed.GetValue(Top))}");
        terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{report.Templates.Count:N0} templates in {report.Texts:N0} texts, {report.Windows:N0} windows."));
        WarnOf(terminal, damaged, "could not be read and are left out");
        WarnOf(terminal, late, "came after their window and are left out; sort the file by time");
        if (report.Parts > 0) terminal.Warn(string.Create(CultureInfo.InvariantCulture, $"{report.Parts:N0} times a window held more than --max-characters and was looked at in parts; what spread across parts alone is not seen."));
        if (report.LeftOut + report.Forgotten > 0) terminal.Warn(string.Create(CultureInfo.InvariantCulture, $"{report.LeftOut + report.Forgotten:N0} templates with few users were given up to bound memory; ask for more users or a greater length."));
    }

    private static void WarnOf(Terminal terminal, RowsLeftOut rows, string what)
    {
        if (rows.Rows == 0) return;
        terminal.Warn(string.Create(CultureInfo.InvariantCulture, $"{rows.Rows:N0} rows {what}:"));
        foreach (var row in rows.First) terminal.Say($"  {row.Place}: {row.Problem}");
    }

    private static TemplateSearch SearchWith(TemplateOptions options)
    {
        try
        {
            return new TemplateSearch(options);
        }
        catch (ArgumentException wrong)
        {
            throw new BadInputException(wrong.Message.Split(" (Parameter")[0], "Give other options.", isUsage: true, innerException: wrong);
        }
    }

    private static TemplateOptions OptionsOf(ParseResult parsed) => new()
    {
        MinLength = parsed.GetValue(MinLength),
        MinUsers = parsed.GetValue(MinUsers),
        Window = TimeOf(parsed.GetValue(Window)!, Window.Name),
        Step = parsed.GetValue(Step) is { } step ? TimeOf(step, Step.Name) : null,
        View = Enum.Parse<ViewKind>(parsed.GetValue(View)!, ignoreCase: true),
        MaxCharacters = parsed.GetValue(MaxCharacters),
    };

    private static TimeSpan TimeOf(string text, string option)
    {
        var seconds = text is [.., var unit] ? unit switch { 's' => 1, 'm' => 60, 'h' => 3_600, 'd' => 86_400, _ => 0 } : 0;
        return seconds > 0 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 10_000_000
            ? TimeSpan.FromSeconds((double)number * seconds)
            : throw new BadInputException($"{option} is not a length of time.", "Write it as 90s, 30m, 24h or 7d.", isUsage: true);
    }
}
