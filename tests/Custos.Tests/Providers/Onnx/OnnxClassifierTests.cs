using System.Text.Json.Nodes;
using Custos.Gate;
using Custos.Gate.Caching;
using Custos.Learning;
using Custos.Policy.Conditions;
using Custos.Providers.Onnx;
using Custos.Providers.Onnx.Runtime;
using Custos.Records;
using Custos.Statistics.Conformal;
using Custos.Tests.Gate;
using Custos.Tests.House;

namespace Custos.Tests.Providers.Onnx;

public sealed class OnnxClassifierTests : IDisposable
{
    private const double Tolerance = 1e-5;

    private readonly SomeModels _some = new();

    [OnnxRuntimeFact]
    public async Task It_scores_as_the_same_computation_in_another_language()
    {
        foreach (var activation in Enum.GetValues<Activation>())
        {
            using var classifier = _some.Load(_some.Bring() with { Activation = activation });
            foreach (var text in (string[])["you fools!", "good day", "", "the weather", "you are the fools of the day ! you fools"])
            {
                var expected = _some.LogOddsOf(text, activation);

                var decided = await classifier.DecideAsync(text, CancellationToken.None);
                var scores = await classifier.ScoreAsync(SomeModels.Saying(text), CancellationToken.None);

                for (var label = 0; label < expected.Length; label++)
                {
                    decided[label].ShouldBe(expected[label], 1e-4);
                    scores[label].ShouldBe(1 / (1 + Math.Exp(-expected[label])), Tolerance);
                }
            }
        }
    }

    [OnnxRuntimeFact]
    public async Task Each_kind_of_tokenizer_gives_the_model_its_tokens()
    {
        foreach (var tokenizer in (string[])[SomeModels.WordPiece, SomeModels.Unigram, SomeModels.BytePairs])
        {
            using var classifier = _some.Load(_some.Bring(tokenizer) with { MaxTokens = SmallTransformer.Positions });

            var decided = await classifier.DecideAsync("you fool", CancellationToken.None);

            var expected = _some.LogOddsOf("you fool", Activation.Softmax, tokenizer);
            for (var label = 0; label < expected.Length; label++) decided[label].ShouldBe(expected[label], 1e-4);
        }
    }

    [OnnxRuntimeFact]
    public async Task Graphs_of_one_length_without_a_mask_or_with_short_integers_are_asked_as_they_want()
    {
        foreach (var bring in (Func<BroughtModel>[])[() => _some.Bring(withMask: false), () => _some.Bring(integers: ElementType.Int32), () => _some.Bring(tokens: 24)])
        {
            using var classifier = _some.Load(bring());

            var decided = await classifier.DecideAsync("you fools!", CancellationToken.None);

            var expected = _some.LogOddsOf("you fools!", Activation.Softmax);
            for (var label = 0; label < expected.Length; label++) decided[label].ShouldBe(expected[label], 1e-4);
        }
    }

    [OnnxRuntimeFact]
    public async Task A_long_text_has_the_highest_score_of_its_chunks_or_their_mean()
    {
        var text = string.Join(' ', Enumerable.Repeat("you are the fools of a good day", 12));
        using var most = _some.Load(_some.Bring() with { MaxTokens = 16, Overlap = 3 });
        using var mean = _some.Load(_some.Bring() with { MaxTokens = 16, Overlap = 3, Join = ChunkJoin.Mean });

        var chunks = TextChunk.Of(SomeModels.Read(SomeModels.WordPiece).Encode(text), 16, 3).ToList();
        chunks.Count.ShouldBeGreaterThan(5);
        var expected = chunks.Select(chunk => LogOdds.Of(_some.Transformer.Logits([.. chunk.Ids.Select(id => (int)id)], [.. chunk.Types.Select(type => (int)type)]), Activation.Softmax)).ToList();

        var highest = await most.DecideAsync(text, CancellationToken.None);
        var average = await mean.ScoreAsync(SomeModels.Saying(text), CancellationToken.None);
        for (var label = 0; label < highest.Length; label++)
        {
            highest[label].ShouldBe(expected.Max(chunk => chunk[label]), 1e-4);
            average[label].ShouldBe(expected.Average(chunk => 1 / (1 + Math.Exp(-chunk[label]))), Tolerance);
        }
    }

    [OnnxRuntimeFact]
    public async Task Scored_with_others_or_alone_a_text_has_the_same_score_bit_for_bit()
    {
        string[] texts = [.. Enumerable.Range(0, 200).Select(number => string.Join(' ', Enumerable.Range(0, 1 + (number % 40)).Select(word => (word + number) % 3 == 0 ? "you" : "fools")))];
        var brought = _some.Bring();
        using var together = _some.Load(brought);
        together.MostTogether.ShouldBe(8);
        var alone = new List<double[]>();
        foreach (var text in texts) alone.Add(await together.DecideAsync(text, CancellationToken.None));

        var scored = await Task.WhenAll(texts.Select(text => Task.Run(() => together.DecideAsync(text, CancellationToken.None))));

        for (var i = 0; i < texts.Length; i++) scored[i].ShouldBe(alone[i]);
    }

    [OnnxRuntimeFact]
    public async Task It_keeps_to_what_every_signal_must_do()
    {
        using var classifier = _some.Load(_some.Bring() with { MaxTokens = 64 });

        await SignalContract.HoldsForAsync(classifier);
    }

    [OnnxRuntimeFact]
    public async Task A_text_that_reads_in_several_ways_has_its_highest_score()
    {
        using var classifier = _some.Load(_some.Bring());

        var plain = await classifier.ScoreAsync(SomeModels.Saying("you fools"), CancellationToken.None);
        var other = await classifier.ScoreAsync(SomeModels.Saying("good day"), CancellationToken.None);
        var both = await classifier.ScoreAsync(SomeModels.Saying("good day", "you fools"), CancellationToken.None);

        for (var i = 0; i < both.Length; i++) both[i].ShouldBe(Math.Max(plain[i], other[i]));
    }

    [OnnxRuntimeFact]
    public async Task Calibration_and_threshold_are_part_of_its_id_and_of_its_labels()
    {
        var brought = _some.Bring();
        using var before = _some.Load(brought);
        var label = new ScoreLabel { Name = "rude", Calibration = new Calibration.Platt(-2, 0.5), Threshold = 0.83, Certified = true, EmpiricalThreshold = 0.8, TargetFpr = 0.01, Bands = [new ConformalBand(0.9, 0.3, 0.6, 40, 70)] };

        var id = before.WriteCertified(_some.File("certified"), [label], new JsonObject { ["rows"] = 100 });

        using var after = OnnxClassifier.Load(_some.File("certified"), measure: false);
        after.Id.ShouldBe(id);
        after.Id.ShouldNotBe(before.Id);
        after.Labels[1].Bands.ShouldBe(label.Bands);
        after.Labels.Select(known => known with { Bands = [] }).ShouldBe([new KnownLabel("calm", 0.5, false), new KnownLabel("rude", 0.83, true), new KnownLabel("vile", 0.5, false)]);
        var decided = await before.DecideAsync("you fools", CancellationToken.None);
        (await after.ScoreAsync(SomeModels.Saying("you fools"), CancellationToken.None))[1].ShouldBe(label.Calibration.Apply(decided[1]));
        _some.Load(brought).Id.ShouldBe(before.Id);
    }

    [OnnxRuntimeFact]
    public async Task A_policy_asks_for_its_scores_as_for_any_label()
    {
        using var classifier = _some.Load(_some.Bring());
        var rude = (await classifier.ScoreAsync(SomeModels.Saying("you fools"), CancellationToken.None))[1];
        var policies = Directory.CreateDirectory(_some.File("policies")).FullName;
        await File.WriteAllTextAsync(Path.Combine(policies, "rude.yaml"), FormattableString.Invariant($$"""
            name: rude
            owner: tests
            harm: Rudeness.
            directions: [input]
            rules:
              - name: rude
                when: score("rude") >= {{rude - 0.0001:0.00000}}
                then: block
            fallbacks:
              input: {timeout: hold, error: hold, overload: hold, uncertified: hold, missing_signal: hold, uncertain: hold}
            examples: {must_match: [], must_not_match: []}
            """));

        BundleFolder.TryLoad(policies, [classifier], out var bundle, out var errors).ShouldBeTrue(string.Join('\n', errors));

        var decision = await new Gatekeeper(bundle!, TimeProvider.System).DecideAsync(Guid.NewGuid(), new Message { Text = "you fools", Endpoint = "/test", Deadline = TimeSpan.FromSeconds(30) }, CancellationToken.None);
        decision.Verdict.ShouldBeOfType<Verdict.Block>();
    }

    [OnnxRuntimeFact]
    public async Task What_is_not_scored_by_the_deadline_is_the_policies_fallback_for_timeouts()
    {
        // Wide enough that a thousand chunks take far longer than the deadline.
        using var some = new SomeModels(new SmallTransformer(20, SomeModels.Labels.Length, width: 128, heads: 4));
        using var classifier = some.Load(some.Bring());
        var bundle = BundleFolder.OfSignals([classifier], new Dictionary<FailureClass, Fallback> { [FailureClass.Timeout] = Fallback.Flag });
        var message = new Message { Text = string.Join(' ', Enumerable.Repeat("you fools", 20_000)), Endpoint = "/test", Deadline = TimeSpan.FromMilliseconds(20) };

        var decision = await new Gatekeeper(bundle, TimeProvider.System).DecideAsync(Guid.NewGuid(), message, CancellationToken.None);

        var unknown = decision.Verdict.ShouldBeOfType<Verdict.Unknown>();
        unknown.Cause.ShouldBe(FailureClass.Timeout);
        unknown.Fallback.ShouldBe(Fallback.Flag);
    }

    [OnnxRuntimeFact]
    public void A_model_that_is_too_slow_says_so_through_the_cache_before_it()
    {
        // One chunk of this is eleven billion multiplications and additions, in one thread.
        using var some = new SomeModels(new SmallTransformer(20, SomeModels.Labels.Length, width: 512, heads: 8, layers: 3, positions: 512));
        (some.Bring() with { MaxTokens = 512, MostTogether = 1 }).Write(some.Folder);
        using var classifier = OnnxClassifier.Load(some.Folder);

        var warnings = new ScoreCache(1 << 20).Before(classifier).Warnings;

        warnings.ShouldHaveSingleItem().ShouldStartWith($"{classifier.Name} is too slow for its share of 75 ms");
    }

    [OnnxRuntimeFact]
    public void A_folder_whose_bytes_were_changed_is_refused_file_by_file()
    {
        _some.Bring().Write(_some.Folder);
        foreach (var name in (string[])["model.onnx", "tokenizer.json", "manifest.json"])
        {
            var path = Path.Combine(_some.Folder, name);
            var whole = File.ReadAllBytes(path);
            var changed = (byte[])whole.Clone();
            changed[changed.Length / 2] ^= 1;
            File.WriteAllBytes(path, changed);

            Should.Throw<BadInputException>(() => OnnxClassifier.Load(_some.Folder, measure: false)).Place.ShouldBe(path);
            File.WriteAllBytes(path, whole);
        }

        OnnxClassifier.IsIn(_some.Folder).ShouldBeTrue();
        OnnxClassifier.IsIn(_some.File("none")).ShouldBeFalse();
        Should.Throw<BadInputException>(() => OnnxClassifier.Load(_some.File("none"))).Problem.ShouldContain("no such file");
    }

    [OnnxRuntimeFact]
    public void It_is_measured_when_it_is_loaded()
    {
        _some.Bring().Write(_some.Folder);

        using var classifier = OnnxClassifier.Load(_some.Folder);

        var lengths = classifier.Speed.ShouldNotBeNull().Lengths;
        lengths.Length.ShouldBeGreaterThanOrEqualTo(2);
        lengths.Select(length => length.Tokens).ShouldBeInOrder();
        lengths.ShouldAllBe(length => length.Runs > 0 && length.Median <= length.Percentile99);
    }

    public void Dispose() => _some.Dispose();
}
