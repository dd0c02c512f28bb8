using Custos.Records;
using Custos.Text.Tokens;

namespace Custos.Text.TokenFiles;

/// <summary>Which model does the <c>model</c> of tokenizer.json hold?</summary>
internal static class ModelParts
{
    public static TokenModel Read(JsonPart part, bool isByteLevel)
    {
        // Files of old name no type: what has merges is a BPE, what has a prefix is a WordPiece.
        var type = !part["type"].IsNull ? part["type"].Text : !part["merges"].IsNull ? "BPE" : !part["continuing_subword_prefix"].IsNull ? "WordPiece" : "";
        return type switch
        {
            "BPE" => Pairs(part, isByteLevel),
            "WordPiece" => WordPiece(part),
            "Unigram" => Unigram(part),
            _ => throw part["type"].Unsupported("model", "BPE, WordPiece and Unigram"),
        };
    }

    private static TokenModel Pairs(JsonPart part, bool isByteLevel)
    {
        foreach (var name in (string[])["continuing_subword_prefix", "end_of_word_suffix"])
        {
            if (part[name].TextOr("").Length > 0) throw part[name].Bad("Tokens with a prefix or suffix of words are not supported in BPE.", "Use a byte-level one, or one with a replaced blank.");
        }

        if (!part["dropout"].IsNull && part["dropout"].Number > 0) throw part["dropout"].Bad("Tokens would be left to chance.", "Write null: dropout is for training.");
        var takesWhole = part["ignore_merges"].Flag(false);
        return isByteLevel ? Bytes(part, takesWhole) : Characters(part, takesWhole);
    }

    private static BytePairModel Bytes(JsonPart part, bool takesWhole)
    {
        var vocabulary = new ByteVocabulary();
        foreach (var (token, id) in part["vocab"].Fields)
        {
            // A special token may stand among the others; it is found as an added one.
            if (!ByteAlphabet.TryToBytes(token, out var bytes)) continue;
            if (!vocabulary.TryAdd(bytes, id.Id)) throw Twice(id);
        }

        int? unknown = part["unk_token"].IsNull ? null : ByteAlphabet.TryToBytes(part["unk_token"].Text, out var spelt) && vocabulary.IdOf(spelt) is >= 0 and var found ? found : null;
        var pairs = Merges(part["merges"], token => ByteAlphabet.TryToBytes(token, out var bytes) ? vocabulary.IdOf(bytes) : -1);
        return new BytePairModel(vocabulary, pairs, takesWhole, unknown);
    }

    private static CharacterPairModel Characters(JsonPart part, bool takesWhole)
    {
        var vocabulary = Vocabulary(part["vocab"]);
        var bytes = part["byte_fallback"].Flag(false) ? ByteTokens.Of(vocabulary) : null;
        int? unknown = part["unk_token"].IsNull ? null : vocabulary.IdOf(part["unk_token"].Text) ?? throw part["unk_token"].Bad("The unknown token is not in the vocabulary.", "Add it there.");
        return new CharacterPairModel(vocabulary, Merges(part["merges"], token => vocabulary.IdOf(token.AsSpan())), bytes, unknown, part["fuse_unk"].Flag(false), takesWhole);
    }

    private static PairTable Merges(JsonPart part, Func<string, int> idOf)
    {
        var pairs = new PairTable();
        var rank = 0;
        foreach (var merge in part.Items)
        {
            var (left, right) = Sides(merge);
            var (leftId, rightId, merged) = (idOf(left), idOf(right), idOf(left + right));
            if (leftId < 0 || rightId < 0 || merged < 0) throw merge.Bad("The merge is of tokens, or makes a token, that the vocabulary has not.", "Add them to the vocabulary or leave the merge out.");
            pairs.Set(leftId, rightId, rank++, merged);
        }

        return pairs;
    }

    private static (string Left, string Right) Sides(JsonPart merge)
    {
        if (merge.IsArray && merge.Items.Take(3).ToList() is [var left, var right]) return (left.Text, right.Text);
        if (merge.IsText && merge.Text.Split(' ') is [{ Length: > 0 } first, { Length: > 0 } second]) return (first, second);
        throw merge.Bad("This is no merge of two tokens.", "Write \"left right\" or [\"left\", \"right\"].");
    }

    private static WordPieceModel WordPiece(JsonPart part)
    {
        var vocabulary = Vocabulary(part["vocab"]);
        var unknown = vocabulary.IdOf(part["unk_token"].TextOr("[UNK]")) ?? throw part["unk_token"].Bad("The unknown token is not in the vocabulary.", "Add it there.");
        var longest = part["max_input_chars_per_word"].IsNull ? 100 : part["max_input_chars_per_word"].Id;
        return new WordPieceModel(vocabulary, unknown, part["continuing_subword_prefix"].TextOr("##"), longest);
    }

    private static UnigramModel Unigram(JsonPart part)
    {
        var vocabulary = new TextVocabulary();
        var scores = new List<double>();
        foreach (var entry in part["vocab"].Items)
        {
            if (entry.Items.Take(3).ToList() is not [var token, var score]) throw entry.Bad("This is no token with its score.", "Write [\"token\", score].");
            if (!vocabulary.TryAdd(token.Text, scores.Count)) throw Twice(entry);
            scores.Add(score.Number);
        }

        if (scores.Count == 0) throw part["vocab"].Bad("The vocabulary is empty.", "Write its tokens with their scores.");
        var unknown = part["unk_id"].IsNull ? -1 : part["unk_id"].Id;
        if (unknown >= scores.Count) throw part["unk_id"].Bad("The unknown token is not in the vocabulary.", "Name one that is.");
        return new UnigramModel(vocabulary, [.. scores], unknown, part["byte_fallback"].Flag(false) ? ByteTokens.Of(vocabulary) : null);
    }

    private static TextVocabulary Vocabulary(JsonPart part)
    {
        var vocabulary = new TextVocabulary();
        foreach (var (token, id) in part.Fields)
        {
            if (!vocabulary.TryAdd(token, id.Id)) throw Twice(id);
        }

        return vocabulary;
    }

    private static BadInputException Twice(JsonPart part) => part.Bad("A token is empty, or a token or an id stands here twice.", "Give every token one id.");
}
