using System.Text;
using Custos.Records;
using Custos.Text.TokenFiles;
using Custos.Text.TokenLearning;
using Custos.Text.Tokens;

namespace Custos.Tests.Text.TokenFiles;

public sealed class TokenizerFileTests
{
    private const string Bert = """
        {"added_tokens":[{"id":0,"content":"[CLS]","special":true},{"id":1,"content":"[SEP]","special":true},{"id":2,"content":"[MASK]","special":true,"lstrip":true}],
        "normalizer":{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":true,"strip_accents":null,"lowercase":true},
        "pre_tokenizer":{"type":"BertPreTokenizer"},
        "post_processor":{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"[CLS]","type_id":0}},{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"[SEP]","type_id":0}}],
        "pair":[{"SpecialToken":{"id":"[CLS]","type_id":0}},{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"[SEP]","type_id":0}},{"Sequence":{"id":"B","type_id":1}},{"SpecialToken":{"id":"[SEP]","type_id":1}}],
        "special_tokens":{"[CLS]":{"id":"[CLS]","ids":[0]},"[SEP]":{"id":"[SEP]","ids":[1]}}},
        "decoder":{"type":"WordPiece","prefix":"##","cleanup":true},
        "model":{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##","max_input_chars_per_word":100,"vocab":{"[UNK]":3,"un":4,"##aff":5,"##able":6,"cafe":7,"!":8,"中":9}}}
        """;

    [Fact]
    public void The_example_of_BERT_is_cut_as_its_authors_say_with_places_in_the_raw_text()
    {
        // google-research/bert, tokenization.py: "unaffable" is un ##aff ##able.
        var tokens = Read(Bert).Encode("UNAFFABLE café! 中x");

        tokens.Ids.ShouldBe([0, 4, 5, 6, 7, 8, 9, 3, 1]);
        tokens.Starts.ShouldBe([0, 0, 2, 5, 10, 14, 16, 17, 0]);
        tokens.Ends.ShouldBe([0, 2, 5, 9, 14, 15, 17, 18, 0]);
        tokens.IsFrame.ShouldBe([true, false, false, false, false, false, false, false, true]);
        tokens.Length.ShouldBe(9);
    }

    [Fact]
    public void Two_texts_have_two_types_and_added_tokens_take_their_blanks()
    {
        var tokens = Read(Bert).EncodePair("un [MASK]", "cafe");

        tokens.Ids.ShouldBe([0, 4, 2, 1, 7, 1]);
        tokens.TypeIds.ShouldBe([0, 0, 0, 0, 1, 1]);
        tokens.Starts[2].ShouldBe(2);
        Read(Bert).Decode(tokens.Ids, withSpecial: false).ShouldBe("un cafe");
    }

    [Fact]
    public void Blanks_are_letters_and_unknown_characters_bytes_in_models_of_SentencePiece()
    {
        var bytes = string.Join(',', Enumerable.Range(0, 256).Select(i => FormattableString.Invariant($"\"<0x{i:X2}>\":{10 + i}")));
        var tokenizer = Read($$$"""
            {"normalizer":{"type":"Sequence","normalizers":[{"type":"Prepend","prepend":"▁"},{"type":"Replace","pattern":{"String":" "},"content":"▁"}]},
            "decoder":{"type":"Sequence","decoders":[{"type":"Replace","pattern":{"String":"▁"},"content":" "},{"type":"ByteFallback"},{"type":"Fuse"},{"type":"Strip","content":" ","start":1,"stop":0}]},
            "model":{"type":"BPE","byte_fallback":true,"unk_token":"<unk>","fuse_unk":true,"vocab":{"<unk>":0,"▁":1,"h":2,"i":3,"hi":4,"▁hi":5,{{{bytes}}}},"merges":["h i",["▁","hi"]]}}
            """);

        var tokens = tokenizer.Encode("hi hié");

        tokens.Ids.ShouldBe([5, 5, 10 + 0xC3, 10 + 0xA9]);
        tokens.Ends.ShouldBe([2, 5, 6, 6]);
        tokens.Starts[3].ShouldBe(5);
        tokenizer.Decode(tokens.Ids).ShouldBe("hi hié");
    }

    [Theory]
    [InlineData("\"BertPreTokenizer\"", "\"FancyPreTokenizer\"", "pre_tokenizer.type")]
    [InlineData("\"BertNormalizer\"", "\"Nmt\"", "normalizer.type")]
    [InlineData("\"TemplateProcessing\"", "\"Other\"", "post_processor.type")]
    [InlineData("\"WordPiece\",\"unk", "\"WordLevel\",\"unk", "model.type")]
    [InlineData("{\"type\":\"BertPreTokenizer\"}", "{\"type\":\"Split\",\"pattern\":{\"Regex\":\"(?<=a)b\"},\"behavior\":\"Isolated\"}", "pre_tokenizer.pattern.Regex")]
    [InlineData("\"un\":4", "\"un\":3", "model.vocab")]
    [InlineData("\"ids\":[0]", "\"ids\":[-1]", "post_processor.special_tokens")]
    public void What_is_not_known_is_refused_by_its_place(string from, string to, string place) =>
        Should.Throw<BadInputException>(() => Read(Bert.Replace(from, to, StringComparison.Ordinal))).Place!.ShouldContain(place);

    [Theory]
    [InlineData("")]
    [InlineData("IQ== x\n")]
    [InlineData("IQ==\n")]
    [InlineData("!!!! 0\n")]
    [InlineData("IQ== 0\nIQ== 1\n")]
    [InlineData("IQ== 0\nIg== 0\n")]
    [InlineData("IQ== 99999999999\n")]
    [InlineData("IQ== 0\n")]
    public void Damaged_lists_of_ranks_are_refused(string file) =>
        Should.Throw<BadInputException>(() => Read(file, SplitRule.Gpt2));

    [Fact]
    public void A_list_of_ranks_of_no_known_size_needs_a_rule() =>
        Should.Throw<BadInputException>(() => Read(Ranks())).Remedy.ShouldContain("rule");

    [Fact]
    public void However_a_file_is_damaged_it_is_read_or_refused_as_bad_input()
    {
        var random = new Random(1);
        foreach (var whole in (string[])[Bert, Ranks()])
        {
            for (var round = 0; round < 3000; round++)
            {
                var bytes = Encoding.UTF8.GetBytes(whole);
                for (var i = random.Next(1, 4); i > 0; i--) Damage(random, ref bytes);
                try
                {
                    using var stream = new MemoryStream(bytes);
                    TokenizerFile.Read(stream, "damaged", SplitRule.Gpt2).Encode("un[MASK]affable 中 é");
                }
                catch (BadInputException refused)
                {
                    refused.Place.ShouldNotBeNull();
                }
            }
        }
    }

    private static void Damage(Random random, ref byte[] bytes)
    {
        if (bytes.Length == 0) return;
        var at = random.Next(bytes.Length);
        switch (random.Next(5))
        {
            case 0: bytes[at] = (byte)random.Next(256); break;
            case 1: bytes = bytes[..at]; break;
            case 2: bytes = [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + random.Next(1, 30))..]]; break;
            case 3: bytes = [.. bytes[..at], .. bytes[random.Next(bytes.Length)..]]; break;
            default: bytes[at] = random.GetItems("\"{}[]:,0123456789 \\"u8, 1)[0]; break;
        }
    }

    private static string Ranks()
    {
        var training = new TokenTraining(SplitRule.Gpt2);
        training.Add("the newest and the widest");
        using var ranks = new StringWriter();
        TokenizerWriter.WriteRanks(training.Finish(260), ranks);
        return ranks.ToString();
    }

    private static Tokenizer Read(string file, SplitRule? rule = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(file));
        return TokenizerFile.Read(stream, "some.json", rule);
    }
}
