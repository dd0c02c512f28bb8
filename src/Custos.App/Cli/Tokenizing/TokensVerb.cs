using System.CommandLine;
using Custos.Text.TokenFiles;
using Custos.Text.Tokens;

namespace Custos.App.Cli.Tokenizing;

/// <summary><c>custos tokens</c>: which tokens does a model read texts as?</summary>
internal static class TokensVerb
{
    private static readonly Dictionary<string, SplitRule> Rules = new(StringComparer.Ordinal)
    {
        ["gpt2"] = SplitRule.Gpt2,
        ["cl100k"] = SplitRule.Cl100K,
        ["qwen2"] = SplitRule.Qwen2,
        ["o200k"] = SplitRule.O200K,
        ["none"] = SplitRule.None,
    };

    public static Command Verb() => new("tokens", "Count, encode, decode and learn the tokens that a model reads texts as.")
    {
        TokenCounting.Command(), TokenWriting.Encode(), TokenWriting.Decode(), TokenTrainer.Command(),
    };

    /// <summary>Which tokenizer, asked for alike by every part of the verb.</summary>
    public static Option<string> File() => new("--tokenizer") { Description = "A tokenizer.json of Hugging Face, or a list of ranks of tiktoken.", Required = true, HelpName = "file" };

    /// <summary>How texts are cut, for those that do not say.</summary>
    public static Option<string?> Rule(string description)
    {
        var rule = new Option<string?>("--rule") { Description = description, HelpName = "rule" };
        rule.AcceptOnlyFromAmong([.. Rules.Keys]);
        return rule;
    }

    public static Option<string?> RuleOfRanks() => Rule("How a list of ranks cuts texts: gpt2, cl100k, qwen2, o200k or none; those of tiktoken's own encodings are known.");

    public static SplitRule? RuleOf(string? name) => name is null ? null : Rules[name];

    public static Tokenizer Open(ParseResult parsed, Option<string> file, Option<string?> rule) =>
        TokenizerFile.Open(parsed.GetValue(file)!, RuleOf(parsed.GetValue(rule)));
}
