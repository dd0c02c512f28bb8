using System.Collections.Immutable;
using Custos.Gate;
using Custos.Providers.Onnx;
using Custos.Providers.Onnx.Runtime;
using Custos.Records;
using Custos.Text.TokenFiles;
using Custos.Text.Tokens;

namespace Custos.Tests.Providers.Onnx;

/// <summary>A folder with the files that a user brings: a small transformer and its tokenizer. It is gone after the test.</summary>
/// <param name="transformer">Of 20 tokens; a small one unless said.</param>
internal sealed class SomeModels(SmallTransformer? transformer = null) : IDisposable
{
    public static readonly ImmutableArray<string> Labels = ["calm", "rude", "vile"];

    // BERT's layout in small: special tokens first, then letters, then letters within words.
    public const string WordPiece = """
        {"truncation":{"max_length":32},"padding":{"pad_id":0},
        "added_tokens":[{"id":0,"content":"[PAD]","special":true},{"id":1,"content":"[CLS]","special":true},{"id":2,"content":"[SEP]","special":true}],
        "normalizer":{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":true,"strip_accents":null,"lowercase":true},
        "pre_tokenizer":{"type":"BertPreTokenizer"},
        "post_processor":{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"[CLS]","type_id":0}},{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"[SEP]","type_id":0}}],
        "pair":[{"Sequence":{"id":"A","type_id":0}},{"Sequence":{"id":"B","type_id":1}}],"special_tokens":{"[CLS]":{"id":"[CLS]","ids":[1]},"[SEP]":{"id":"[SEP]","ids":[2]}}},
        "model":{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##","max_input_chars_per_word":100,
        "vocab":{"[UNK]":3,"you":4,"are":5,"the":6,"fool":7,"##s":8,"good":9,"day":10,"a":11,"b":12,"c":13,"d":14,"##e":15,"##f":16,"##g":17,"weather":18,"!":19}}}
        """;

    public const string Unigram = """
        {"model":{"type":"Unigram","unk_id":0,"vocab":[["<unk>",-9],["y",-1],["o",-1],["u",-1],["you",-1.5],[" ",-1],["are",-2],["fool",-2],["s",-1]]}}
        """;

    public const string BytePairs = """
        {"model":{"type":"BPE","unk_token":"<unk>","vocab":{"<unk>":0,"y":1,"o":2,"u":3,"yo":4,"you":5," ":6,"f":7,"l":8},"merges":["y o","yo u"]}}
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("custos-onnx-").FullName;

    public SmallTransformer Transformer { get; } = transformer ?? new SmallTransformer(20, Labels.Length);

    public string ModelPath => Path.Combine(_root, "model.onnx");

    public string TokenizerPath => Path.Combine(_root, "tokenizer.json");

    public string Folder => Path.Combine(_root, "guard");

    public string File(string name) => Path.Combine(_root, name);

    public static Tokenizer Read(string json) => TokenizerFile.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json)), "tokenizer.json");

    public static ScoredText Saying(params string[] readings) => new(new Message { Text = readings[0], Endpoint = "/test" }, [.. readings]);

    /// <summary>Writes the files; what is brought is then theirs.</summary>
    public BroughtModel Bring(string tokenizer = WordPiece, bool withMask = true, int? tokens = null, ElementType integers = ElementType.Int64)
    {
        System.IO.File.WriteAllBytes(ModelPath, Transformer.ToOnnx(withMask, tokens, integers));
        System.IO.File.WriteAllText(TokenizerPath, tokenizer);
        return new BroughtModel { ModelPath = ModelPath, TokenizerPath = TokenizerPath, Labels = Labels, Activation = Activation.Softmax };
    }

    /// <summary>Adds what was brought, and loads it.</summary>
    public OnnxClassifier Load(BroughtModel brought)
    {
        brought.Write(Folder);
        return OnnxClassifier.Load(Folder, measure: false);
    }

    /// <summary>The log-odds of a text that fits into one chunk, by the C# half.</summary>
    public double[] LogOddsOf(string text, Activation activation, string tokenizer = WordPiece)
    {
        var tokens = Read(tokenizer).Encode(text);
        return LogOdds.Of(Transformer.Logits(tokens.Ids, tokens.TypeIds), activation);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
