using System.CommandLine;
using System.Globalization;
using Custos.Records;
using Custos.Sketches;
using Custos.Statistics.Means;

namespace Custos.App.Cli.Tokenizing;

/// <summary><c>custos tokens count</c>: how many tokens have texts, and how many texts have too many?</summary>
internal static class TokenCounting
{
    private static readonly double[] Shares = [0.5, 0.9, 0.99];

    private static readonly Option<string> File = TokensVerb.File();
    private static readonly Option<string?> Rule = TokensVerb.RuleOfRanks();
    private static readonly Option<string> Source = TableSource.Data("The texts: CSV, TSV, JSON Lines or Parquet, of any size.");
    private static readonly Option<string?> Format = TableSource.Format();
    private static readonly Option<string> Text = TableSource.Text();
    private static readonly Option<int?> Over = new("--over") { Description = "Tell how many texts have more tokens than this, as a model's context holds.", HelpName = "n" };

    public static Command Command()
    {
        var command = new Command("count", "How many tokens the texts of a file have, without the special ones around each.") { File, Rule, Source, Format, Text, Over };
        command.SetAction((parsed, cancellationToken) => Task.Run(() => Run(parsed, cancellationToken), cancellationToken));
        return command.WithExamples(
            "custos tokens count --tokenizer tokenizer.json --data posts.csv --text text",
            "custos tokens count --tokenizer cl100k_base.tiktoken --data traffic.jsonl --text prompt --over 8192 --json");
    }

    private static int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = CommandLine.TerminalOf(parsed);
        var over = parsed.GetValue(Over);
        if (over < 0) throw new BadInputException("--over is below 0.", "Give a number of tokens.", isUsage: true);
        var tokenizer = TokensVerb.Open(parsed, File, Rule);
        var rows = new TextRows(Source, Format, Text);
        var (sketch, moments) = (new QuantileSketch(), new Moments(0, 0, 0));
        long tokens = 0, characters = 0, above = 0;
        foreach (var (_, text) in rows.Read(parsed, terminal, cancellationToken))
        {
            var count = tokenizer.Count(text);
            sketch.Add(count);
            moments += new Moments(1, count, 0);
            tokens += count;
            characters += text.Length;
            above += count > over ? 1 : 0;
        }

        if (moments.N == 0) throw new BadInputException("No row has a text.", "Name the column of texts with --text.", parsed.GetValue(Source));
        var share = over is null ? null : Estimate.OfRate(above, moments.N);
        if (terminal.WantsJson) terminal.WriteJson(JsonOf(moments, sketch, tokens, characters, rows.Empty, over, share));
        else Write(terminal, moments, sketch, tokens, characters, over, share);
        if (rows.Empty > 0) terminal.Warn(Words($"{rows.Empty:N0} rows have no text and were passed over."));
        return ExitCode.Done;
    }

    private static void Write(Terminal terminal, Moments moments, QuantileSketch sketch, long tokens, long characters, int? over, Estimate? share)
    {
        terminal.Say(Words($"{tokens:N0} tokens in {moments.N:N0} texts of {characters:N0} characters"));
        if (tokens > 0) terminal.Say(Words($"{characters / (double)tokens:F2} characters a token"));
        terminal.Say(moments.N > 1 && moments.MeanEstimate() is var mean
            ? Words($"{mean.Value:F1} tokens a text, 95 % [{mean.Interval.Lower:F1}, {mean.Interval.Upper:F1}]")
            : "one text: its mean has no interval");
        foreach (var part in Shares) terminal.Say(Words($"{100 * part:0} % of texts have at most about {sketch.Quantile(part)!.Value:F0}"));
        terminal.Say(Words($"the longest has {sketch.Quantile(1)!.Value:F0}"));
        if (share is not null) terminal.Say(Words($"{share.ToPercentText()} have more than {over:N0}"));
    }

    private static object JsonOf(Moments moments, QuantileSketch sketch, long tokens, long characters, long empty, int? over, Estimate? share) => new
    {
        texts = moments.N,
        empty,
        tokens,
        characters,
        characters_per_token = tokens > 0 ? characters / (double)tokens : (double?)null,
        mean = moments.N > 1 ? JsonOf(moments.MeanEstimate()) : null,
        quantiles = Shares.Select(part => new { share = part, value = sketch.Quantile(part)!.Value, lower = sketch.Quantile(part)!.Lower, upper = sketch.Quantile(part)!.Upper }),
        longest = sketch.Quantile(1)!.Value,
        over,
        share_over = share is null ? null : JsonOf(share),
    };

    private static object JsonOf(Estimate estimate) => new { value = estimate.Value, lower = estimate.Interval.Lower, upper = estimate.Interval.Upper, n = estimate.N };

    private static string Words(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}
