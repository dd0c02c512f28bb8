using Custos.Providers.Onnx.Runtime;

namespace Custos.Tests.House;

/// <summary>A test that runs ONNX models; skipped, naming what fetches it, where the native library is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OnnxRuntimeFactAttribute : FactAttribute
{
    public OnnxRuntimeFactAttribute()
    {
        if (RuntimeLibrary.Find() is null) Skip = "ONNX Runtime's native library is missing: ./custos setup onnx.";
    }
}
