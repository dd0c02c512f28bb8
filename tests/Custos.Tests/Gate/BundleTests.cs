using Custos.Gate;
using Custos.Policy.Conditions;
using Custos.Policy.Documents;

namespace Custos.Tests.Gate;

public sealed class BundleTests
{
    private const string Rules = "rules: [{name: a, when: 'score(\"x\") > 0.5', then: block}]";

    [Fact]
    public void The_same_content_has_the_same_address_whatever_the_order_of_the_files()
    {
        var (one, two) = (SomeBundles.PolicyOf("one", Rules), SomeBundles.PolicyOf("two", Rules));

        SomeBundles.Of([one, two], SomeBundles.Scores("x", 0.1)).Id.ShouldBe(SomeBundles.Of([two, one], SomeBundles.Scores("x", 0.1)).Id);
    }

    [Fact]
    public void Anything_that_decides_changes_the_address()
    {
        var x = SomeBundles.Scores("x", 0.1);
        var policy = SomeBundles.PolicyOf("one", Rules);
        string[] ids =
        [
            SomeBundles.Of([policy], x).Id,
            SomeBundles.Of([policy], x, SomeBundles.Scores("y", 0.1)).Id,
            SomeBundles.Of([policy.Replace("0.5", "0.6", StringComparison.Ordinal)], x).Id,
            SomeBundles.Of([policy.Replace("timeout: hold", "timeout: block", StringComparison.Ordinal)], x).Id,
            SomeBundles.Of([policy, SomeBundles.PolicyOf("two", Rules)], x).Id,
            new Bundle(new BundleParts { Policies = [], Needs = new NeedTable(), SharedLists = [new PolicyList("a", ["b"])] }).Id,
            new Bundle(new BundleParts { Policies = [], Needs = new NeedTable(), SharedLists = [new PolicyList("a", ["b", "c"])] }).Id,
        ];

        ids.Distinct().Count().ShouldBe(ids.Length);
        ids.ShouldAllBe(id => id.Length == 64);
    }

    [Fact]
    public void One_name_or_label_twice_is_refused()
    {
        Should.Throw<ArgumentException>(() => SomeBundles.Of([SomeBundles.PolicyOf("one", Rules), SomeBundles.PolicyOf("one", Rules)], SomeBundles.Scores("x", 0.1)));
        Should.Throw<ArgumentException>(() => new Bundle(new BundleParts { Policies = [], Needs = new NeedTable(), Signals = [SomeBundles.Scores("x", 0.1), SomeBundles.Scores("x", 0.2)] }));
    }
}
