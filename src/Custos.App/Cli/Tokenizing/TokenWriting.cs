using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Custos.App.Inputs;
using Custos.Records;

namespace Custos.App.Cli.Tokenizing;

/// <summary><c>custos tokens encode</c> and <c>decode</c>: which tokens are texts, and which texts are tokens?</summary>
internal static class TokenWriting
{
    private static readonly Option<string> File = TokensVerb.File();
    private static readonly Option<string?> Rule = TokensVerb.RuleOfRanks();
    private static readonly Option<string> Source = TableSource.Data("The texts: CSV, TSV, JSON Lines or Parquet, of any size.");
    private static readonly Option<string?> Format = TableSource.Format();
    private static readonly Option<string> Text = TableSource.Text();
    private static readonly Option<bool> Places = new("--places") { Description = "Tell of every token where it begins and ends in the text, in UTF-16 units, and its type." };
    private static readonly Option<bool> WithoutFrame = new("--without-frame") { Description = "Leave the special tokens around each text out." };
    private static readonly Option<string> Rows = new("--data") { Description = "JSON Lines as encode writes them, or an array of ids a line; - is standard input.", Required = true, HelpName = "file" };
    private static readonly Option<bool> WithoutSpecial = new("--without-special") { Description = "Leave special tokens out of the text." };

    public static Command Encode()
    {
        var command = new Command("encode", "The tokens of every text of a file, as JSON Lines on standard output.") { File, Rule, Source, Format, Text, Places, WithoutFrame };
        command.SetAction((parsed, cancellationToken) => Task.Run(() => Encode(parsed, cancellationToken), cancellationToken));
        return command.WithExamples("custos tokens encode --tokenizer tokenizer.json --data posts.csv --places > tokens.jsonl");
    }

    public static Command Decode()
    {
        var command = new Command("decode", "The texts of tokens, as JSON Lines on standard output.") { File, Rule, Rows, WithoutSpecial };
        command.SetAction((parsed, cancellationToken) => Task.Run(() => Decode(parsed, cancellationToken), cancellationToken));
        return command.WithExamples("custos tokens decode --tokenizer tokenizer.json --data tokens.jsonl --without-special > texts.jsonl");
    }

    private static int Encode(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = CommandLine.TerminalOf(parsed);
        var tokenizer = TokensVerb.Open(parsed, File, Rule);
        var (withPlaces, withFrame) = (parsed.GetValue(Places), !parsed.GetValue(WithoutFrame));
        var rows = new TextRows(Source, Format, Text);
        foreach (var (row, text) in rows.Read(parsed, terminal, cancellationToken))
        {
            var tokens = tokenizer.Encode(text, withFrame);
            if (withPlaces) terminal.WriteJson(new { row, ids = tokens.Ids, starts = tokens.Starts, ends = tokens.Ends, types = tokens.TypeIds });
            else terminal.WriteJson(new { row, ids = tokens.Ids });
        }

        if (rows.Empty > 0) terminal.Warn(string.Create(CultureInfo.InvariantCulture, $"{rows.Empty:N0} rows have no text and were passed over."));
        return ExitCode.Done;
    }

    private static int Decode(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = CommandLine.TerminalOf(parsed);
        var tokenizer = TokensVerb.Open(parsed, File, Rule);
        var source = parsed.GetValue(Rows)!;
        using var lines = new StreamReader(Decompression.Open(InputFile.Open(source), InputFile.NameOf(source)));
        for (var number = 1L; ReadLine(lines, source) is { } line; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var place = string.Create(CultureInfo.InvariantCulture, $"{InputFile.NameOf(source)}, line {number}");
            if (line.Length > 0) terminal.WriteJson(new { row = number, text = Text(IdsOf(line, place), place) });
        }

        return ExitCode.Done;

        string Text(int[] ids, string place)
        {
            try
            {
                return tokenizer.Decode(ids, !parsed.GetValue(WithoutSpecial));
            }
            catch (BadInputException bad)
            {
                throw new BadInputException(bad.Problem, bad.Remedy, bad.Place is null ? place : $"{place}, {bad.Place}", innerException: bad);
            }
        }
    }

    private static string? ReadLine(StreamReader lines, string source)
    {
        try
        {
            return lines.ReadLine();
        }
        catch (InvalidDataException damaged)
        {
            throw new BadInputException("The compressed file is damaged or cut off.", "Fetch it again.", InputFile.NameOf(source), innerException: damaged);
        }
    }

    private static int[] IdsOf(string line, string place)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("ids", out var ids)) root = ids;
            if (root.ValueKind == JsonValueKind.Array && root.EnumerateArray().All(id => id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out _))) return [.. root.EnumerateArray().Select(id => id.GetInt32())];
        }
        catch (JsonException)
        {
            // Told below, as every line that is no row of ids.
        }

        throw new BadInputException("The line holds no ids.", "Write {\"ids\": [1, 2, 3]} or [1, 2, 3].", place);
    }
}
