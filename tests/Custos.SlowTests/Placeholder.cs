namespace Custos.SlowTests;
