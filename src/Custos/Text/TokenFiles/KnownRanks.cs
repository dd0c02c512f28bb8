using Custos.Text.Tokens;

namespace Custos.Text.TokenFiles;

/// <summary>Which published list has this many ranks, how does it cut texts, and which special tokens go with it?</summary>
/// <remarks>Source: OpenAI's tiktoken, openai_public.py.</remarks>
internal static class KnownRanks
{
    private const string EndOfText = "<|endoftext|>";

    /// <summary>Null for none.</summary>
    /// <param name="size">One more than the greatest rank.</param>
    public static (SplitRule Rule, Dictionary<string, int> Special)? Of(int size) => size switch
    {
        50256 => (SplitRule.Gpt2, new() { [EndOfText] = 50256 }),
        50281 => (SplitRule.Gpt2, new() { [EndOfText] = 50256 }),
        100256 => (SplitRule.Cl100K, new() { [EndOfText] = 100257, ["<|fim_prefix|>"] = 100258, ["<|fim_middle|>"] = 100259, ["<|fim_suffix|>"] = 100260, ["<|endofprompt|>"] = 100276 }),
        199998 => (SplitRule.O200K, new() { [EndOfText] = 199999, ["<|endofprompt|>"] = 200018 }),
        _ => null,
    };
}
