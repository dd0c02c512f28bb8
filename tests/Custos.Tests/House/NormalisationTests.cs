using System.Text;

namespace Custos.Tests.House;

public sealed class NormalisationTests
{
    [Fact]
    public void Full_width_and_ligature_text_is_normalised_in_this_process() =>
        "ｆｕｌｌ ﬁﬂ".Normalize(NormalizationForm.FormKC).ShouldBe("full fifl");
}
