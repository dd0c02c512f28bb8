namespace Custos.Text.Tokens;

/// <summary>By which published rule is a text cut into the pieces inside which tokens are formed?</summary>
public enum SplitRule
{
    /// <summary>The text is one piece.</summary>
    None,

    /// <summary>GPT-2, r50k_base, p50k_base: words with the blank before them, numbers, signs.</summary>
    Gpt2,

    /// <summary>cl100k_base and Llama 3: numbers of up to three digits, contractions in any case, line ends with the signs before them.</summary>
    Cl100K,

    /// <summary>Qwen 2 and later: as cl100k_base, each digit by itself.</summary>
    Qwen2,

    /// <summary>o200k_base: besides, words are cut where small letters end and capitals begin, and keep their contraction.</summary>
    O200K,
}
