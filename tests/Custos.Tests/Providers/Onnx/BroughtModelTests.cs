using Custos.Providers.Onnx;
using Custos.Providers.Onnx.Graphs;
using Custos.Records;
using Custos.Tests.House;

namespace Custos.Tests.Providers.Onnx;

public sealed class BroughtModelTests : IDisposable
{
    private readonly SomeModels _some = new();

    [OnnxRuntimeFact]
    public void What_is_not_said_is_taken_from_the_files_beside_the_model()
    {
        var brought = _some.Bring() with { Labels = [], Activation = null };
        File.WriteAllText(_some.File("config.json"), """{"model_type":"roberta","problem_type":"multi_label_classification","max_position_embeddings":66,"pad_token_id":0,"id2label":{"1":"rude","0":"calm","2":"vile"}}""");

        using var classifier = _some.Load(brought);

        classifier.Labels.Select(label => label.Name).ShouldBe(SomeModels.Labels);
        classifier.Settings.Activation.ShouldBe(Activation.Sigmoid);
        classifier.Settings.MaxTokens.ShouldBe(32);
        classifier.Settings.Overlap.ShouldBe(4);
        classifier.Settings.Output.ShouldBe("logits");
    }

    [OnnxRuntimeFact]
    public void Positions_that_no_text_may_have_are_not_counted()
    {
        var brought = _some.Bring(SomeModels.Unigram);
        File.WriteAllText(_some.File("config.json"), """{"model_type":"roberta","max_position_embeddings":66}""");

        using var classifier = _some.Load(brought);

        classifier.Settings.MaxTokens.ShouldBe(64);
    }

    [OnnxRuntimeFact]
    public void The_same_files_and_words_give_the_same_folder_byte_for_byte()
    {
        var brought = _some.Bring();

        brought.Write(_some.File("one")).ShouldBe(brought.Write(_some.File("two")));
        foreach (var file in Directory.GetFiles(_some.File("one"))) File.ReadAllBytes(file).ShouldBe(File.ReadAllBytes(Path.Combine(_some.File("two"), Path.GetFileName(file))));
    }

    [OnnxRuntimeFact]
    public void Labels_that_are_too_few_too_many_or_twice_are_refused()
    {
        Refused(_some.Bring() with { Labels = ["calm", "rude"] }).ShouldContain("answers with 3 numbers");
        Refused(_some.Bring() with { Labels = ["calm", "rude", "rude"] }).ShouldContain("one name");
        Refused(_some.Bring() with { Labels = [] }).ShouldContain("which labels");
        Refused(_some.Bring() with { Activation = null }).ShouldContain("exclude one another");
        Refused(_some.Bring() with { Labels = ["rude"], Activation = Activation.Softmax }).ShouldContain("always has the probability 1");
    }

    [OnnxRuntimeFact]
    public void A_tokenizer_with_tokens_that_the_model_does_not_know_is_refused()
    {
        var hostile = SomeModels.WordPiece.Replace("\"!\":19", "\"!\":1000000", StringComparison.Ordinal);

        Refused(_some.Bring(hostile)).ShouldContain("greatest token, 1000000");
    }

    [OnnxRuntimeFact]
    public void A_chunk_longer_than_the_model_reads_is_refused() => Refused(_some.Bring() with { MaxTokens = 65 }).ShouldContain("65 tokens");

    [OnnxRuntimeFact]
    public void Chunks_that_would_not_move_on_are_refused() => Refused(_some.Bring() with { MaxTokens = 16, Overlap = 14 }).ShouldContain("cannot overlap by 14");

    [OnnxRuntimeFact]
    public void What_is_no_model_or_no_tokenizer_is_refused_with_its_place()
    {
        var brought = _some.Bring();
        File.WriteAllText(_some.ModelPath, "no model");
        Should.Throw<BadInputException>(() => brought.Write(_some.Folder)).Place.ShouldBe(_some.ModelPath);

        brought = _some.Bring("{\"model\":{\"type\":\"Strange\"}}");
        Should.Throw<BadInputException>(() => brought.Write(_some.Folder)).Message.ShouldContain("tokenizer.json");
        Should.Throw<BadInputException>(() => (brought with { ModelPath = _some.File("none.onnx") }).Write(_some.Folder)).Problem.ShouldContain("no such file");
        Directory.Exists(_some.Folder).ShouldBeFalse();
    }

    [OnnxRuntimeFact]
    public void A_model_cut_off_anywhere_is_refused_and_nothing_worse()
    {
        var brought = _some.Bring();
        var whole = File.ReadAllBytes(_some.ModelPath);
        for (var length = 0; length < whole.Length; length += 1 + (whole.Length / 40))
        {
            File.WriteAllBytes(_some.ModelPath, whole[..length]);
            Should.Throw<BadInputException>(() => brought.Write(_some.Folder));
        }
    }

    [OnnxRuntimeFact]
    public void A_graph_that_takes_no_tokens_is_refused_with_what_it_takes()
    {
        var brought = _some.Bring();
        File.WriteAllBytes(_some.ModelPath, Graphs.GraphBuilderTests.Scaled());

        Refused(brought).ShouldContain("x [any, 2]");
    }

    [OnnxRuntimeFact]
    public void Weights_in_another_file_are_refused()
    {
        var brought = _some.Bring();
        File.WriteAllBytes(_some.ModelPath, [.. File.ReadAllBytes(_some.ModelPath), .. new WireWriter().Message(7, new WireWriter().Message(5, new WireWriter().Text(8, "w").Integer(14, 1))).Written]);

        Refused(brought).ShouldContain("other files");
    }

    [OnnxRuntimeFact]
    public void Without_a_mask_nothing_is_filled_up_and_so_nothing_scored_together()
    {
        using var classifier = _some.Load(_some.Bring(withMask: false));

        classifier.Settings.MostTogether.ShouldBe(1);
    }

    public void Dispose() => _some.Dispose();

    private string Refused(BroughtModel brought) => Should.Throw<BadInputException>(() => brought.Write(_some.Folder)).Problem;
}
