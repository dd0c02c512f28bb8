using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Custos.Policy.Documents;
using Custos.Policy.Schemas;
using YamlDotNet.RepresentationModel;

using Custos.Records.Calls;

namespace Custos.Policy.Judging;

/// <summary>Which judge does a YAML file describe, or what is wrong with it?</summary>
/// <remarks>
/// 1. The file is read as YAML.
/// 2. Who answers for it, what is asked, and where.
/// 3. The model, and the form of its answers.
/// 4. What it may cost, how often it is asked, and from which agreement on policies may act on it.
/// </remarks>
public static class JudgeReader
{
    private const int MostVotes = 15;

    // The frame around the prompt, with the form of answers; another number for other words.
    private const string Frame = "custos judge 1";

    private const string UsualAnswer = """{"type":"object","properties":{"reason":{"type":"string","maxLength":400},"verdict":{"enum":["yes","no","unknown"]}},"required":["reason","verdict"],"additionalProperties":false}""";

    private static readonly string[] Keys = ["name", "owner", "question", "prompt", "directions", "model", "answer", "votes", "budget", "prices", "sample", "min_agreement"];
    private static readonly string[] BudgetKeys = ["money", "tokens"];
    private static readonly string[] PriceKeys = ["input", "output"];
    private static readonly string[] Verdicts = ["yes", "no", "unknown"];

    /// <summary>Reads one file.</summary>
    /// <param name="file">Its name within the bundle, for the messages.</param>
    /// <param name="text">What it holds.</param>
    /// <param name="judge">Checked and ready to ask.</param>
    /// <param name="errors">Everything that is wrong, in the order of the file; empty when it is right.</param>
    public static bool TryRead(string file, string text, [NotNullWhen(true)] out JudgeDocument? judge, out IReadOnlyList<PolicyError> errors)
    {
        // 1.
        judge = null;
        var tree = new YamlTree(file, text);
        if (tree.Root is not { } root)
        {
            errors = tree.Errors;
            return false;
        }

        tree.Admit(root, "a judge", Keys);

        // 2.
        var name = PolicyReader.ReadName(tree, tree.Find(root, "name", "Give the judge a name, for instance 'name: dangerous-advice'."), "name") ?? "";
        var owner = tree.Text(tree.Find(root, "owner", "Say who answers for the judge, for instance 'owner: safety@example.org'."), "owner") ?? "";
        var question = tree.Text(tree.Find(root, "question", "Ask in a sentence what yes will mean, for instance 'question: Does the text give dangerous advice?'."), "question")?.Trim() ?? "";
        var prompt = ReadPrompt(tree, root);
        var directions = PolicyReader.ReadDirections(tree, root);

        // 3.
        var model = ModelReader.Read(tree, root);
        var (schema, written) = ReadAnswer(tree, root);

        // 4.
        var votes = tree.Find(root, "votes") is { } voteNode ? ReadVotes(tree, voteNode) : 1;
        var prices = ReadPrices(tree, root);
        var budget = ReadBudget(tree, root, prices);
        var sample = tree.Probability(tree.Find(root, "sample"), "The sampled share") ?? 0;
        var agreement = tree.Probability(tree.Find(root, "min_agreement"), "The least agreement");
        errors = tree.Errors;
        if (errors.Count > 0) return false;
        judge = new JudgeDocument
        {
            Name = name,
            Owner = owner,
            Question = question,
            Prompt = prompt,
            Directions = directions,
            Model = model!,
            Answer = schema!,
            AnswerSchema = written,
            Votes = votes,
            Budget = budget,
            Prices = prices,
            Sample = sample,
            MinAgreement = agreement,
            File = file,
            ContentAddress = Address(text),
            Version = VersionOf(question, prompt, model!, written, votes),
        };
        return true;
    }

    private static string ReadPrompt(YamlTree tree, YamlMappingNode root)
    {
        var node = tree.Find(root, "prompt", "Write what is yes and what is no, in words, with {text} where the judged text will stand.");
        if (tree.Text(node, "prompt") is not { } prompt) return "";
        var first = prompt.IndexOf(JudgePrompt.TextMark, StringComparison.Ordinal);
        if (first < 0) tree.Add(node!, $"The prompt has no {JudgePrompt.TextMark}.", $"Write {JudgePrompt.TextMark} on a line of its own, where the judged text will stand.");
        else if (prompt.IndexOf(JudgePrompt.TextMark, first + 1, StringComparison.Ordinal) >= 0) tree.Add(node!, $"The prompt has {JudgePrompt.TextMark} more than once.", "Leave one: a text that is shown twice costs twice.");
        return prompt.Trim();
    }

    private static (JsonSchema?, string) ReadAnswer(YamlTree tree, YamlMappingNode root)
    {
        var node = tree.Find(root, "answer");
        if (node is null) return (Known(JsonNode.Parse(UsualAnswer)!), UsualAnswer);
        if (tree.Mapping(node, "The answer's schema") is not { } mapping || ToolReader.ReadSchema(tree, mapping) is not var (schema, written)) return (null, "");
        var parsed = JsonNode.Parse(written)!.AsObject();
        var words = (parsed["properties"] as JsonObject)?["verdict"]?["enum"] as JsonArray;
        var isVerdict = words is not null && words.All(word => word is JsonValue value && value.TryGetValue<string>(out var said) && Verdicts.Contains(said))
            && words.Any(word => word!.GetValue<string>() == "yes") && words.Any(word => word!.GetValue<string>() == "no");
        var isRequired = parsed["required"] is JsonArray required && required.Any(one => one is JsonValue value && value.TryGetValue<string>(out var field) && field == "verdict");
        if (!isVerdict || !isRequired) tree.Add(node, "The answer has no verdict.", "Require a property 'verdict' with 'enum: [yes, no, unknown]'.");
        return (schema, written);
    }

    private static JsonSchema Known(JsonNode schema) => JsonSchema.TryRead(schema, out var read, out var errors) ? read : throw new InvalidOperationException(errors[0].Problem);

    private static int ReadVotes(YamlTree tree, YamlNode node)
    {
        if (tree.Number(node, "The number of votes", 1, MostVotes) is not { } number) return 1;
        if (number % 2 == 1) return (int)number;
        tree.Add(node, "The number of votes is not odd.", "Of an odd number more than half is always clear: 1, 3, 5.");
        return 1;
    }

    private static TokenPrices? ReadPrices(YamlTree tree, YamlMappingNode root)
    {
        if (tree.Mapping(tree.Find(root, "prices"), "prices") is not { } prices) return null;
        tree.Admit(prices, "prices", PriceKeys);
        var input = tree.Number(tree.Find(prices, "input", "Write the money for a million tokens of questions."), "The price", 0, double.MaxValue);
        var output = tree.Number(tree.Find(prices, "output", "Write the money for a million tokens of answers."), "The price", 0, double.MaxValue);
        return new TokenPrices(input ?? 0, output ?? 0);
    }

    private static JudgeBudget ReadBudget(YamlTree tree, YamlMappingNode root, TokenPrices? prices)
    {
        if (tree.Mapping(tree.Find(root, "budget", "Say what the judge may spend in a day: 'budget: {tokens: 2000000}', or {money: 5} with prices."), "budget") is not { } budget) return new JudgeBudget(null, null);
        tree.Admit(budget, "a budget", BudgetKeys);
        var (moneyNode, tokensNode) = (tree.Find(budget, "money"), tree.Find(budget, "tokens"));
        if (moneyNode is null && tokensNode is null) tree.Add(budget, "The budget is empty.", "Write money, tokens, or both: what the judge may spend in a day.");
        if (moneyNode is not null && prices is null) tree.Add(moneyNode, "A budget of money needs prices.", "Add 'prices: {input: 1, output: 5}', in money for a million tokens.");
        return new JudgeBudget(tree.Number(moneyNode, "The money", 0, double.MaxValue), tree.Number(tokensNode, "The number of tokens", 0, long.MaxValue) is { } tokens ? (long)tokens : null);
    }

    private static string VersionOf(string question, string prompt, ModelChoice model, string schema, int votes) => Address(string.Join('\0', (string[])
    [
        Frame, question, prompt, schema, votes.ToString(CultureInfo.InvariantCulture), model.Provider.ToString(), model.Name, model.Address?.ToString() ?? "", string.Join('\n', model.Words),
        model.Temperature?.ToString("R", CultureInfo.InvariantCulture) ?? "", model.MaxTokens.ToString(CultureInfo.InvariantCulture),
    ]));

    private static string Address(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
