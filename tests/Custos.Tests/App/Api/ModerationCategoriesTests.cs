using Custos.App.Api;

namespace Custos.Tests.App.Api;

public sealed class ModerationCategoriesTests
{
    [Theory]
    [InlineData("self_harm", "self-harm")]
    [InlineData("sexual_minors", "sexual/minors")]
    [InlineData("hate_threatening", "hate/threatening")]
    [InlineData("violence_graphic", "violence/graphic")]
    [InlineData("self_harm_intent", "self-harm/intent")]
    [InlineData("hate", "hate")]
    [InlineData("spam_links", "spam_links")]
    public void A_bucket_bears_openais_name_where_openai_has_one(string bucket, string wire) => ModerationCategories.WireName(bucket).ShouldBe(wire);
}
