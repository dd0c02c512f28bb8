using Custos.Providers.Onnx.Runtime;

namespace Custos.Tests.House;

/// <summary>A test that runs ONNX models; skipped, naming what fetches it, where the native library is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OnnxRuntimeFactAttribute : FactAttribute
{
    /// <param name="sharedData">A public data set that it reads, too; null for none.</param>
    public OnnxRuntimeFactAttribute(string? sharedData = null)
    {
        if (sharedData is not null) Skip = new SharedDataFactAttribute(sharedData).Skip;
        if (RuntimeLibrary.Find() is null) Skip = "ONNX Runtime's native library is missing: ./custos setup onnx.";
    }
}
