using System.CommandLine;
using System.Globalization;
using System.Text;
using Custos.Records;
using Custos.Text.TokenFiles;
using Custos.Text.TokenLearning;
using Custos.Text.Tokens;

namespace Custos.App.Cli.Tokenizing;

/// <summary><c>custos tokens train</c>: which tokens does byte-pair encoding learn from texts?</summary>
internal static class TokenTrainer
{
    private static readonly Option<string> Source = TableSource.Data("The texts: CSV, TSV, JSON Lines or Parquet, of any size.");
    private static readonly Option<string?> Format = TableSource.Format();
    private static readonly Option<string> Text = TableSource.Text();
    private static readonly Option<int> Size = new("--size") { Description = "Tokens, the 256 bytes included.", DefaultValueFactory = _ => 32_000, HelpName = "n" };
    private static readonly Option<string?> Rule = TokensVerb.Rule("How texts are cut: gpt2, cl100k, qwen2, o200k or none; o200k unless said.");
    private static readonly Option<string> Out = new("--out") { Description = "Written whole or not at all: .json for a tokenizer.json, .tiktoken for a list of ranks.", Required = true, HelpName = "file" };

    public static Command Command()
    {
        var command = new Command("train", "Learn a byte-level tokenizer from the texts of a file; the same texts in any order give the same one.") { Source, Format, Text, Size, Rule, Out };
        command.SetAction((parsed, cancellationToken) => Task.Run(() => Run(parsed, cancellationToken), cancellationToken));
        return command.WithExamples(
            "custos tokens train --data posts.csv --text text --size 8000 --out tokenizer.json",
            "custos tokens train --data posts.jsonl --rule cl100k --out posts.tiktoken");
    }

    private static int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = CommandLine.TerminalOf(parsed);
        var (size, path) = (parsed.GetValue(Size), parsed.GetValue(Out)!);
        if (size is < TokenTraining.LeastSize or > TokenTraining.GreatestSize) throw new BadInputException("--size is not from 256 to 1,048,576.", "Give a number between.", isUsage: true);
        var isJson = Path.GetExtension(path) is ".json";
        if (!isJson && Path.GetExtension(path) is not ".tiktoken") throw new BadInputException("The ending of --out tells no format.", "End it with .json or .tiktoken.", path, isUsage: true);
        var rows = new TextRows(Source, Format, Text);
        var training = new TokenTraining(TokensVerb.RuleOf(parsed.GetValue(Rule)) ?? SplitRule.O200K);
        foreach (var (_, text) in rows.Read(parsed, terminal, cancellationToken)) training.Add(text);
        var tokenizer = training.Finish(size, cancellationToken);
        WholeFile.Write(path, writer => Write(tokenizer, isJson, writer));
        if (terminal.WantsJson) terminal.WriteJson(new { file = path, tokens = tokenizer.Size, characters = training.Characters, empty = rows.Empty, most_missed = training.LetGo });
        else terminal.Say(Words($"{tokenizer.Size:N0} tokens learnt from {training.Characters:N0} characters: {path}"));
        if (tokenizer.Size < size) terminal.Warn(Words($"No more than {tokenizer.Size:N0}: no other pair stands in the texts twice."));
        if (training.LetGo > 0) terminal.Warn(Words($"Rare pieces were let go: counts may be {training.LetGo:N0} too low."));
        return ExitCode.Done;
    }

    private static bool Write(Tokenizer tokenizer, bool isJson, TextWriter writer)
    {
        if (!isJson)
        {
            TokenizerWriter.WriteRanks(tokenizer, writer);
            return true;
        }

        using var json = new MemoryStream();
        TokenizerWriter.WriteJson(tokenizer, json);
        writer.Write(Encoding.UTF8.GetString(json.ToArray()));
        return true;
    }

    private static string Words(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}
