namespace Custos.SlowTests.Clients;

public abstract partial class ClientSuite
{
    [Theory]
    [InlineData("openai.mjs")]
    [InlineData("anthropic.mjs")]
    public async Task The_npm_package_reads_every_answer(string script) => (await NodeScript.PassesAsync(script, target)).ShouldBeGreaterThan(10);
}
