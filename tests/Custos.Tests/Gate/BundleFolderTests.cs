using Custos.Gate;
using Custos.Records;
using Custos.Tests.House;

namespace Custos.Tests.Gate;

public sealed class BundleFolderTests : IDisposable
{
    private const string Rules = "rules: [{name: r, when: phrase(\"shared\"), then: block}]";

    private readonly string _folder = Directory.CreateTempSubdirectory("custos-policies-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Policies_and_lists_of_a_folder_and_of_those_below_it_make_a_bundle()
    {
        Write("a.yaml", SomeBundles.PolicyOf("one", Rules));
        Write("below/b.yml", SomeBundles.PolicyOf("two", "rules: [{name: r, when: 'false', then: block}]"));
        Write("lists/shared.txt", "# a remark\nbad word\n\n  worse word  \n");
        Write("notes.txt", "not a list");

        BundleFolder.TryLoad(_folder, [], out var bundle, out var errors).ShouldBeTrue(string.Join('\n', errors));

        bundle.Policies.Select(policy => policy.File).ShouldBe(["a.yaml", "below/b.yml"]);
        (await SomeBundles.DecideAsync(bundle, "a Worse Word")).Verdict.Because!.Evidence.ShouldContain(new Evidence.Match("phrase", "shared", 1, "normalised", 2, 10));
    }

    [Fact]
    public void Everything_that_is_wrong_in_all_files_is_told()
    {
        Write("a.yaml", SomeBundles.PolicyOf("one", Rules));
        Write("b.yaml", SomeBundles.PolicyOf("same", "rules: [{name: r, when: 'false', then: block}]"));
        Write("c.yaml", SomeBundles.PolicyOf("same", "rules: [{name: r, when: 'false', then: block}]"));
        Write("lists/empty.txt", "# nothing\n");
        File.WriteAllBytes(Path.Combine(_folder, "d.yaml"), [0xFF, 0xFE, 0x00]);

        BundleFolder.TryLoad(_folder, [], out _, out var errors).ShouldBeFalse();

        errors.Select(error => $"{error.File}: {error.Problem}").ShouldBe(
        [
            "lists/empty.txt: The list is empty.",
            "a.yaml: There is no list \"shared\".",
            "c.yaml: The file b.yaml has a policy 'same', too.",
            "d.yaml: The file is not UTF-8.",
        ], ignoreOrder: true);
    }

    [Fact]
    public void A_folder_without_a_policy_and_no_folder_are_told()
    {
        BundleFolder.TryLoad(_folder, [], out _, out var errors).ShouldBeFalse();
        errors.ShouldHaveSingleItem().Problem.ShouldBe("There is no policy in this folder.");
        Should.Throw<BadInputException>(() => BundleFolder.TryLoad(Path.Combine(_folder, "none"), [], out _, out _));
    }

    [Fact]
    public void The_stamp_differs_as_soon_as_a_file_does()
    {
        Write("a.yaml", "x");
        var stamp = BundleFolder.StampOf(_folder);
        BundleFolder.StampOf(_folder).ShouldBe(stamp);

        Write("lists/l.txt", "y");

        BundleFolder.StampOf(_folder).ShouldNotBe(stamp);
    }

    [Fact]
    public async Task Classifiers_without_policies_block_at_their_own_thresholds()
    {
        var bundle = BundleFolder.OfSignals([SomeBundles.Scores("self_harm", 0.9), SomeBundles.Scores("Ha\"te / x", 0.9, certified: false)], new Dictionary<FailureClass, Fallback> { [FailureClass.Timeout] = Fallback.Block });

        bundle.Policies.ShouldHaveSingleItem().Fallbacks.For(Direction.Output, FailureClass.Timeout).ShouldBe(Fallback.Block);
        var decision = await SomeBundles.DecideAsync(bundle);
        decision.Verdict.Because!.Rule.ShouldBe("self_harm");
        decision.Buckets.Length.ShouldBe(2);
    }

    [Fact]
    public void The_starter_pack_is_right()
    {
        BundleFolder.TryLoad(Path.Combine(Repository.Root, "samples/policies"), null, out var bundle, out var errors).ShouldBeTrue(string.Join('\n', errors));

        bundle.Policies.Length.ShouldBeGreaterThan(10);
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
